/** Working on JSON as text, without recursion and without patterns that grow a stack: no input is too deep or too long. */

/** Index behind the string whose opening quote is at `quote`. */
export function skipString(text: string, quote: number): number {
  let at = quote + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    at += 1;
    if (backslashes % 2 === 0) return at;
  }
}

/** Applies `change` to everything between the strings and leaves the strings as they are. */
export function outsideStrings(text: string, change: (run: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', at)) {
    const end = skipString(text, quote);
    pieces.push(change(text.slice(at, quote)), text.slice(quote, end));
    at = end;
  }
  pieces.push(change(text.slice(at)));
  return pieces.join('');
}

/** Drops the blanks between tokens. */
export function compact(text: string): string {
  return outsideStrings(text, (run) => run.replace(/[ \n\r\t]+/g, ''));
}
