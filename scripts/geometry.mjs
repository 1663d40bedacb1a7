// What a reader stumbles over in a diagram: lines through shapes, lines that cross, labels under lines.

const EPS = 0.5;

const inside = (point, box, margin) =>
  point.x > box.x - margin && point.x < box.x + box.width + margin && point.y > box.y - margin && point.y < box.y + box.height + margin;

const segments = waypoints => waypoints.slice(1).map((to, i) => ({ from: waypoints[i], to }));

const overlap = (a, b) => a.x + EPS < b.x + b.width && b.x + EPS < a.x + a.width && a.y + EPS < b.y + b.height && b.y + EPS < a.y + a.height;

/** Part of a segment that lies strictly inside the box, by Liang and Barsky. */
function enters({ from, to }, box) {
  let start = 0;
  let end = 1;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const sides = [
    [-dx, from.x - (box.x + EPS)],
    [dx, box.x + box.width - EPS - from.x],
    [-dy, from.y - (box.y + EPS)],
    [dy, box.y + box.height - EPS - from.y]
  ];
  for (const [direction, distance] of sides) {
    if (direction === 0) {
      if (distance <= 0) return false;
    } else if (direction < 0) {
      start = Math.max(start, distance / direction);
    } else {
      end = Math.min(end, distance / direction);
    }
  }
  return end - start > 1e-6;
}

const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

const between = (a, b, c) =>
  Math.min(a.x, b.x) - EPS <= c.x && c.x <= Math.max(a.x, b.x) + EPS && Math.min(a.y, b.y) - EPS <= c.y && c.y <= Math.max(a.y, b.y) + EPS;

/** One point that both segments have in common, or nothing. */
function meeting(s, t) {
  const d1 = side(t.from, t.to, s.from);
  const d2 = side(t.from, t.to, s.to);
  const d3 = side(s.from, s.to, t.from);
  const d4 = side(s.from, s.to, t.to);
  if (d1 * d2 < 0 && d3 * d4 < 0) {
    const dx = s.to.x - s.from.x;
    const dy = s.to.y - s.from.y;
    const ex = t.to.x - t.from.x;
    const ey = t.to.y - t.from.y;
    const share = ((t.from.x - s.from.x) * ey - (t.from.y - s.from.y) * ex) / (dx * ey - dy * ex);
    return { x: s.from.x + share * dx, y: s.from.y + share * dy };
  }
  if (d1 === 0 && between(t.from, t.to, s.from)) return s.from;
  if (d2 === 0 && between(t.from, t.to, s.to)) return s.to;
  if (d3 === 0 && between(s.from, s.to, t.from)) return t.from;
  if (d4 === 0 && between(s.from, s.to, t.to)) return t.to;
  return undefined;
}

/**
 * Findings about one plane.
 *
 * @param shapes `{id, bounds, label, within: ids of the containers and hosts around it}`
 * @param edges `{id, source, target, waypoints, label}`
 */
export function findCollisions(shapes, edges) {
  const findings = [];
  const byId = new Map(shapes.map(shape => [shape.id, shape]));
  const related = (a, b) => a.within.includes(b.id) || b.within.includes(a.id);

  shapes.forEach((a, i) =>
    shapes.slice(i + 1).forEach(b => {
      if (!related(a, b) && overlap(a.bounds, b.bounds)) findings.push({ element: a.id, message: `overlaps ${b.id}` });
    })
  );

  for (const edge of edges) {
    const ends = [byId.get(edge.source), byId.get(edge.target)].filter(Boolean);
    const around = new Set(ends.flatMap(end => end.within));
    for (const shape of shapes) {
      if (ends.includes(shape) || around.has(shape.id)) continue;
      if (segments(edge.waypoints).some(segment => enters(segment, shape.bounds))) {
        findings.push({ element: edge.id, message: `runs through ${shape.id}` });
      }
    }
  }

  edges.forEach((a, i) =>
    edges.slice(i + 1).forEach(b => {
      const shared = [a.source, a.target].filter(id => id === b.source || id === b.target).map(id => byId.get(id)).filter(Boolean);
      for (const s of segments(a.waypoints)) {
        for (const t of segments(b.waypoints)) {
          const point = meeting(s, t);
          if (point && !shared.some(shape => inside(point, shape.bounds, 2 * EPS))) {
            findings.push({ element: a.id, message: `crosses ${b.id} at ${Math.round(point.x)},${Math.round(point.y)}` });
            return;
          }
        }
      }
    })
  );

  for (const owner of [...shapes, ...edges].filter(it => it.label)) {
    for (const shape of shapes) {
      const frames = owner.within ?? byId.get(owner.source)?.within ?? [];
      if (shape.id !== owner.id && !frames.includes(shape.id) && overlap(owner.label, shape.bounds)) {
        findings.push({ element: owner.id, message: `its label lies on ${shape.id}` });
      }
    }
    for (const edge of edges) {
      if (segments(edge.waypoints).some(segment => enters(segment, owner.label))) {
        findings.push({ element: owner.id, message: `its label lies on the line ${edge.id}` });
      }
    }
  }
  return findings;
}
