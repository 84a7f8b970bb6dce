/** The socket dies: at once, or in the middle of what is written next. */
import type { Socket } from 'node:net';

/** Without a goodbye. The error is what tells rhea that it is over, so that it stops its own timers. */
export function drop(socket: Socket): void {
  socket.destroy(new Error('the sandbox dropped the connection'));
}

export function breakOffNextWrite(socket: Socket): void {
  const write = socket.write.bind(socket) as (bytes: Uint8Array, then: () => void) => boolean;
  socket.write = (bytes: Uint8Array) => {
    socket.write = () => false;
    return write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
      drop(socket);
    });
  };
}
