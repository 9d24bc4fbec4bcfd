/**
 * Cuts a text where any marked part begins or ends, so that parts which overlap need no element inside another.
 *
 * A segment is {start, end, parts}: a stretch of one line, and the parts that cover the whole of it, in order of their start.
 * Offsets count UTF-16 units. Time grows with the parts and the depth of their overlap, not with their square.
 */

const LINE_END = /\r\n|\n|\r/g;

/** Text -> its lines as {start, end}, without their ends. */
export function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const end of text.matchAll(LINE_END)) {
    lines.push({ start, end: end.index });
    start = end.index + end[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

/** Lines in order, and parts ({start, end, …}) in any -> for each line its segments, which together are the whole line. */
export function segmentsOf(lines, parts) {
  const coming = [...parts].sort((one, other) => one.start - other.start);
  let next = 0;
  let open = [];
  return lines.map((line) => {
    const segments = [];
    let at = line.start;
    while (at < line.end) {
      while (next < coming.length && coming[next].start <= at) open.push(coming[next++]);
      open = open.filter((part) => part.end > at);
      const ends = open.map((part) => part.end);
      if (next < coming.length) ends.push(coming[next].start);
      const end = Math.min(line.end, ...ends);
      segments.push({ start: at, end, parts: [...open] });
      at = end;
    }
    return segments;
  });
}
