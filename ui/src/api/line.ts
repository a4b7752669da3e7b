// Calls of one line replace one another on the server too, which hears of a call given up by a
// browser only when it has answered.
const page = Math.random().toString(36).slice(2);
let number = 0;

/** What puts a call in a line of which only the latest goes on. */
export function inLine(name: string): { headers: Record<string, string> } {
  return { headers: { 'Lamella-Latest': `${page}-${name}/${++number}` } };
}
