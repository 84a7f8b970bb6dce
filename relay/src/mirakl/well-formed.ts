/**
 * JSON can escape half of a surrogate pair ("\\ud83d"), which no UTF-8 text, and so no system behind us, can hold. Each
 * becomes U+FFFD, as every decoder makes of it.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
