// Prints the lines of the map (src/brief/embedded/world_lines.inc) from npm world-atlas, Natural Earth 4.1 at 1:50 million:
// land as rings, borders between countries as open lines, and a point and name for each country.
// Coordinates are hundredths of a degree, simplified by Douglas and Peucker's method (1973) to kTolerance.
const topojson = require("topojson-client");
const world = require("world-atlas/countries-50m.json");

const kTolerance = 0.035; // degrees: three pixels where the map shows ten degrees
const kSmallest = 0.004; // square degrees: a smaller island is left out

function simplified(points, tolerance) {
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const stack = [[0, points.length - 1]];
  while (stack.length > 0) {
    const [first, last] = stack.pop();
    const [ax, ay] = points[first];
    const [bx, by] = points[last];
    const length = Math.hypot(bx - ax, by - ay);
    let farthest = 0;
    let at = -1;
    for (let i = first + 1; i < last; ++i) {
      const [x, y] = points[i];
      const away = length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
      if (away > farthest) [farthest, at] = [away, i];
    }
    if (farthest <= tolerance) continue;
    keep[at] = 1;
    stack.push([first, at], [at, last]);
  }
  return points.filter((_, i) => keep[i]);
}

const whole = (points) => points.map(([x, y]) => [Math.round(x * 100), Math.round(y * 100)])
  .filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);

function area(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; ++i) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return sum / 2;
}

// A ring is cut in two at the point farthest from its start, so that both halves have ends to keep.
function ring(points) {
  let at = 0;
  let farthest = -1;
  points.forEach(([x, y], i) => {
    const away = Math.hypot(x - points[0][0], y - points[0][1]);
    if (away > farthest) [farthest, at] = [away, i];
  });
  return [...simplified(points.slice(0, at + 1), kTolerance), ...simplified(points.slice(at), kTolerance).slice(1)];
}

// Numbers as base-64 variable-length quantities, as source maps write them: sign in the lowest bit, five bits a character.
const kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function quantity(value) {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let out = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    out += kDigits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return out;
}
function line(points) {
  let [x, y] = [0, 0];
  return points.map(([px, py]) => {
    const out = quantity(px - x) + quantity(py - y);
    [x, y] = [px, py];
    return out;
  }).join("");
}

// The topology joins both sides of the date line. A ring that crosses it goes on beyond 180 degrees, and once more from the
// other side; one around a pole is closed along it.
function unrolled(points) {
  const line = [points[0]];
  for (const [x, y] of points.slice(1)) {
    const before = line[line.length - 1][0];
    line.push([x + 360 * Math.round((before - x) / 360), y]);
  }
  const [first, last] = [line[0][0], line[line.length - 1][0]];
  if (Math.abs(last - first) > 180) {
    const pole = line[0][1] < 0 ? -90 : 90;
    line.push([last, pole], [first, pole], line[0]);
  }
  const west = Math.min(...line.map(([x]) => x));
  const east = Math.max(...line.map(([x]) => x));
  const lines = [line];
  if (east > 180.01) lines.push(line.map(([x, y]) => [x - 360, y]));
  if (west < -180.01) lines.push(line.map(([x, y]) => [x + 360, y]));
  return lines;
}

const out = [];
const land = topojson.merge(world, world.objects.countries.geometries);
for (const polygon of land.coordinates)
  polygon.forEach((points, index) => {
    for (const part of unrolled(points)) {
      if (Math.abs(area(part)) < kSmallest) continue;
      const kept = whole(ring(part));
      if (kept.length >= 4) out.push("L" + line(kept));
    }
  });
for (const points of topojson.mesh(world, world.objects.countries, (a, b) => a !== b).coordinates) {
  const kept = whole(simplified(points, kTolerance));
  if (kept.length >= 2) out.push("B" + line(kept));
}
const names = [];
for (const country of topojson.feature(world, world.objects.countries).features) {
  const polygons = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
  const largest = polygons.map((polygon) => unrolled(polygon[0])[0]).sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0];
  const size = area(largest);
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < largest.length; ++i) {
    const cross = largest[i][0] * largest[i + 1][1] - largest[i + 1][0] * largest[i][1];
    x += (largest[i][0] + largest[i + 1][0]) * cross;
    y += (largest[i][1] + largest[i + 1][1]) * cross;
  }
  // Names as Natural Earth shortens them, written out where a reader would stumble.
  const name = country.properties.name.replace(/\bDem\. Rep\./, "DR").replace(/\bRep\./, "Republic").replace(/\bIs\./, "Islands").replace(/^Macedonia$/, "North Macedonia").replace(/^S\. /, "South ").replace(/^W\. /, "Western ").replace(/^N\. /, "Northern ").replace(/\bEq\. /, "Equatorial ").replace(/\bHerz\./, "Herzegovina").replace(/\bGeo\./, "Georgia").replace(/^Fr\. /, "French ").replace(/\bI\. /, "Island ").replace(/S\. Ant.*/, "Southern Territories");
  if (Math.abs(size) >= 0.05) names.push([Math.abs(size), "N" + line([[Math.round((x / (6 * size)) * 100), Math.round((y / (6 * size)) * 100)]]) + " " + name]);
}
// Where there is no room for all names, the larger country has it.
out.push(...names.sort((a, b) => b[0] - a[0]).map(([, shape]) => shape));
// Compilers need not take a string of more than 65,536 bytes: the lines go into several.
console.log("// Made by scripts/make-map from Natural Earth; see world_lines.md. Not to be edited.");
let part = "";
const print = () => console.log(`R"map(${part})map",`);
for (const shape of out) {
  if (part.length + shape.length > 60000) {
    print();
    part = "";
  }
  part += shape + "\n";
}
print();
