/**
 * The page lives in the rehearsal's time, which may run faster than the wall: what asks the browser for the time (the
 * controls' clocks and deadlines) gets it from here. Timers and animations stay real.
 */
export function liveInSandboxTime(now: string, speed: number): void {
  const RealDate = Date;
  const start = { wall: performance.now(), world: RealDate.parse(now) };
  const time = () => Math.floor(start.world + (performance.now() - start.wall) * speed);
  const SandboxDate = function (this: unknown, ...parts: unknown[]) {
    return parts.length === 0 ? new RealDate(time()) : new RealDate(...(parts as [number]));
  };
  SandboxDate.prototype = RealDate.prototype;
  globalThis.Date = Object.assign(SandboxDate, {
    now: time,
    parse: RealDate.parse,
    UTC: RealDate.UTC,
  }) as unknown as DateConstructor;
}
