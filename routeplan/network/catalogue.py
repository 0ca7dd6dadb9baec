"""What each code means: cause, example, fix. `routeplan explain` prints an entry; codes are never used again.

RP0xx files and encodings, RP1xx YAML, RP2xx shape and values, RP3xx references, RP4xx meaning,
RP5xx questions, RP6xx reading and writing, RP9xx limits.
"""

from __future__ import annotations

from typing import NamedTuple

from routeplan.errors import UsageError
from routeplan.network.nearest import did_you_mean
from routeplan.units import quote


class Entry(NamedTuple):
    """A code explained. `example` is what goes wrong, `fix` what to do."""

    title: str
    cause: str
    example: str
    fix: str


CATALOGUE: dict[str, Entry] = {
    "RP001": Entry(
        "The file is empty",
        "There is nothing in the file, or only blanks, comments and ---.",
        "# to be written",
        'Begin with "routeplan: 1" and "currency: USD".',
    ),
    "RP002": Entry(
        "Not a text file",
        "The first bytes are those of an archive, a spreadsheet, an image or a program.",
        "routeplan check network.xlsx",
        "Unpack it, or save the data as a YAML file.",
    ),
    "RP003": Entry(
        "UTF-16 or UTF-32",
        "The file is text in another encoding than UTF-8; some editors on Windows save so.",
        "a file saved as Unicode",
        "Save as UTF-8.",
    ),
    "RP004": Entry(
        "Not valid UTF-8",
        "A byte is not part of any UTF-8 character: the file is in Latin-1, GBK or the like, or was cut.",
        "name: M\\xe1laga",
        "Save as UTF-8; the position shows the first such byte.",
    ),
    "RP005": Entry(
        "Control character",
        "The file has a character that cannot be seen: NUL, escape, zero-width or direction sign, U+2028.",
        'name: "\\e[31mNingbo"',
        "Remove it; retype the text around it if it cannot be seen.",
    ),
    "RP006": Entry(
        "A web page",
        "The file is HTML or XML, as when a page is saved in place of the file on it.",
        "<!DOCTYPE html>",
        "Save the YAML file itself, by its raw or download link.",
    ),
    "RP101": Entry(
        "Tab used for indentation",
        "YAML knows blanks only at the beginning of a line.",
        "places:\n\tXian: {}",
        "Use blanks, two for each level.",
    ),
    "RP102": Entry(
        "Second colon on a line",
        'A value has ": " in it, which would make it a key, or a line is indented too far.',
        "name: Xian: dry port",
        'Put the value in quotes: name: "Xian: dry port".',
    ),
    "RP103": Entry(
        "Key appears twice",
        "A mapping has the same key twice. Which of them is meant, nobody can tell.",
        "name: Xian\nname: Xi'an",
        "Keep one. More names of a place go under aliases.",
    ),
    "RP104": Entry(
        "Indentation does not match",
        "A line is indented by fewer or more blanks than the lines it belongs to, or a quote above is open.",
        "lanes:\n  - id: a\n   from: Xian",
        "Line it up with the keys above; look at the line before, too.",
    ),
    "RP105": Entry(
        "Bracket not closed",
        "A list in [ ] or a mapping in { } has no end, or something before its end cannot be there.",
        "passages: [malacca, suez",
        "Close it.",
    ),
    "RP106": Entry(
        "Quotes",
        "A quote is never closed, ends before the end of the value, or has an unknown escape in it.",
        "name: 'Xi'an'",
        'Close it, or use the other sort of quotes: name: "Xi\'an".',
    ),
    "RP107": Entry(
        "Sign that cannot start a value",
        "@, ` and % have a meaning of their own in YAML.",
        "operator: @rail",
        'Put the value in quotes: operator: "@rail".',
    ),
    "RP108": Entry(
        "Second document",
        "A line with --- begins a second document; a network file has one.",
        "routeplan: 1\n---\nplaces: {}",
        "Remove the line, or put the rest in a file of its own: a folder of files is a network.",
    ),
    "RP109": Entry(
        "Tag",
        "A value begins with ! or !!, which asks YAML to make something else of it.",
        "cutoff: !!int 12",
        "Remove the tag, or put the value in quotes if it is text.",
    ),
    "RP110": Entry(
        "Anchor, alias or merge key",
        "&name, *name and << copy values about; they are refused because they hide what a record says.",
        "rate: *usual",
        "Write the value out. Network-wide figures go under the top-level handling and co2e.",
    ),
    "RP111": Entry(
        "Key is not plain text",
        "A key is a list or a mapping.",
        "? [a, b]\n: 1",
        "Write the key as one word.",
    ),
    "RP112": Entry(
        "Not valid YAML",
        "The parser cannot go on here; what it met is in the message.",
        "name: |x",
        "Look at this line and the one before.",
    ),
    "RP113": Entry(
        "Neither key nor item",
        'A line has no "key: value" and no "- item", often because the blank after the colon is missing.',
        "name: Xian\ncountry:CN",
        "Write a blank after the colon.",
    ),
    "RP201": Entry(
        "Unknown key",
        "A record has a key that its kind of record does not know.",
        "lnaes: []",
        "Correct the spelling; the help names the nearest key or all of them.",
    ),
    "RP202": Entry(
        "Missing key",
        "A key that must be there is not.",
        "lanes:\n  - {from: Xian, to: Ningbo, mode: rail}",
        "Add it: transit: 60h.",
    ),
    "RP203": Entry(
        "Wrong shape",
        "There is a list where a mapping belongs, text for a list, or keys that exclude each other.",
        "lanes: none",
        "Write it as the help shows.",
    ),
    "RP204": Entry(
        "Missing value",
        "A key has nothing after its colon, or null, or an empty list.",
        "operator:",
        "Write a value, or leave the key out.",
    ),
    "RP205": Entry(
        "Not a number",
        "A number has a thousands separator, a leading zero, a comma, or is no number. Nothing is guessed.",
        "lat: 1,200",
        "Write digits with a point: 1200, 0.5, 1e3.",
    ),
    "RP206": Entry(
        "Not a duration",
        "A duration needs its unit and whole minutes.",
        "transit: 60",
        "Write 60h, 2d, 1d 12h, 90min, or ISO 8601: PT60H.",
    ),
    "RP207": Entry(
        "Not an amount of money",
        "An amount needs its currency; its unit is one of /TEU, /container, /vehicle, /km, /shipment.",
        "rate: 840",
        "Write 840 USD, 420 USD/TEU or 1.1 USD/container/km; storage 10 USD/TEU/day.",
    ),
    "RP208": Entry(
        "Not a date or time",
        "A date is year-month-day, a time hours:minutes, both on the wall clock of the place.",
        "valid: {from: 2026-02-30}",
        "Write 2026-02-28, 20:00 or 2026-12-01T08:00.",
    ),
    "RP209": Entry(
        "Not one of the choices",
        "The field takes one of a few words.",
        "mode: train",
        "Write one of those in the help.",
    ),
    "RP210": Entry(
        "Not an id",
        "Ids are letters, digits, _ and -. Blanks, accents and letters that look like Latin ones are not.",
        "places:\n  Xi an: {}",
        "Choose a plain id; what people call the place goes under name and aliases.",
    ),
    "RP211": Entry(
        "Text that cannot be shown on one line",
        "A name is empty, or has a line break or an invisible character in it.",
        'name: "Xian\\nWest"',
        "Write it on one line; several lines are for notes.",
    ),
    "RP212": Entry(
        "Out of range",
        "The figure cannot be right: latitude above 90, a negative price, a transit of more than 366 days.",
        "transit: 600d",
        "Correct it; perhaps another unit is meant.",
    ),
    "RP213": Entry(
        "Not such a quantity",
        "A distance, CO2e factor, weight, share, or number of TEU has no unit or another one.",
        "distance: 1500",
        "Write 1500 km, 810 nm, 22 g/tkm, 73 g/TEU-km, 10 kg/TEU, 65%, 100 TEU.",
    ),
    "RP214": Entry(
        "Version of the format",
        "The file is written for another version of the format.",
        "routeplan: 2",
        "Install a newer routeplan, or write routeplan: 1.",
    ),
    "RP215": Entry(
        "Unknown time zone",
        "Zones are called by their IANA names; CST, UTC+8 and cities without a zone of their own are not.",
        "timezone: Asia/Xian",
        "Write the zone in use there: Asia/Shanghai.",
    ),
    "RP216": Entry(
        "Not a country or currency code",
        "Countries are ISO 3166-1 alpha-2 codes, currencies ISO 4217 codes, both in capitals.",
        "country: UK",
        "Write GB; CN, ES, USD, CNY.",
    ),
    "RP217": Entry(
        "Unknown equipment",
        "A price by equipment names a type that does not exist.",
        "rate: {40FT: 840 USD}",
        "Write one of 20GP, 40GP, 40HC, 45HC, 20RF, 40RF, VEH.",
    ),
    "RP218": Entry(
        "Not a mode pair",
        "Handling is given by <inbound>><outbound>, with origin> and >destination for the ends.",
        "handling: {train>sea: {time: 36h}}",
        "Write rail>sea, origin>rail, sea>destination.",
    ),
    "RP219": Entry(
        "A change that is not possible",
        "A scenario sets, scales or adds to a field that cannot be changed so.",
        "- match: {lane: a}\n  add: {delay: 3d}",
        "Choose another field; a delay belongs to a place: match: {place: Khorgos}.",
    ),
    "RP300": Entry(
        "The network is invalid",
        "It has the errors listed.",
        "routeplan check network.yaml",
        "Correct them; each has a code of its own.",
    ),
    "RP301": Entry(
        "Unknown place",
        "A lane or a place names an id that no place has.",
        "to: Nimgbo",
        "Correct the id, or add the place.",
    ),
    "RP302": Entry(
        "Id used twice",
        "Two records of one network have the same id, capitals aside; -back ids of both_ways count.",
        "places: {Xian: ..., XIAN: ...}",
        "Give each an id of its own. Only an overlay may name an id again: it replaces the record.",
    ),
    "RP303": Entry(
        "Ids that differ in case only",
        "An overlay names a record in another spelling, which neither replaces it nor is new.",
        "places: {XIAN: ...} over places: {Xian: ...}",
        "Write it as the network does.",
    ),
    "RP304": Entry(
        "Unknown source",
        "A record cites a source that is not listed.",
        "source: ezj2025",
        "Correct the id, or add the source with its title.",
    ),
    "RP305": Entry(
        "No exchange rate",
        "An amount is in a currency that cannot be turned into that of the network.",
        "currency: USD\nlanes: [{rate: 800 EUR}]",
        "Add it to exchange_rates: units per one unit of the network's currency.",
    ),
    "RP306": Entry(
        "Unknown track",
        "A lane names a line for maps that is not listed.",
        "track: sues",
        "Correct the id, or add it under tracks.",
    ),
    "RP307": Entry(
        "Groups in a circle",
        "A place is part of a group that is, in the end, part of the place.",
        "places: {A: {part_of: B}, B: {part_of: A}}",
        "Leave part_of out of one of them.",
    ),
    "RP309": Entry(
        "Unknown cargo",
        "A lane or place takes or refuses a kind of cargo that is not listed.",
        "refuses: [new]",
        "Correct the id, or add it under cargo.",
    ),
    "RP310": Entry(
        "Files of one network contradict each other",
        "Two files of a folder give the same setting.",
        "currency: USD in one file, currency: EUR in another",
        "Keep it in one file. An overlay, given as a path of its own, may replace it.",
    ),
    "RP401": Entry(
        "Lane to itself",
        "A lane begins and ends at the same place.",
        "{from: Xian, to: Xian}",
        "Name another place.",
    ),
    "RP402": Entry(
        "Negative price of a lane",
        "The surcharges take more off than the rate.",
        "rate: 100 USD\nsurcharges: [{name: subsidy, amount: -200 USD}]",
        "A surcharge may be negative, a subsidy; the sum may not.",
    ),
    "RP403": Entry(
        "No places or no lanes",
        "The network has nothing to plan with.",
        "lanes: []",
        "Add some.",
    ),
    "RP404": Entry(
        "Timetable without time zone",
        "A lane departs at a local time from a place whose time zone is not known.",
        'departures: {days: [mon], time: "20:00"}',
        "Add timezone: to the place.",
    ),
    "RP405": Entry(
        "A change that matches nothing",
        "No lane or place has all that match names. In a scenario not applied it is a warning.",
        "match: {lane: xian-ningbo-rial}",
        "Correct the names, or take the change out.",
    ),
    "RP406": Entry(
        "A change that cannot be made",
        "What a scenario adds has another unit, or a figure would become negative.",
        "rate: 840 USD\nadd: {rate: 50 USD/TEU}",
        "Add in the same unit and currency, or add a surcharge.",
    ),
    "RP409": Entry(
        "Ends before it begins",
        "until lies before from.",
        "valid: {from: 2026-12-31, until: 2026-01-01}",
        "Exchange them.",
    ),
    "RP421": Entry(
        "Lane without rate",
        "A lane without a rate is not usable.",
        "{from: Xian, to: Ningbo, mode: rail, transit: 60h}",
        "Add rate: 420 USD/TEU.",
    ),
    "RP422": Entry(
        "Lane without distance",
        "The great circle between its ends counts, which is shorter than any real way.",
        "{from: Xian, to: Ningbo, mode: rail, transit: 60h, rate: 840 USD}",
        "Add distance: 1500 km.",
    ),
    "RP423": Entry(
        "No CO2e factor",
        "Neither the lane nor the top-level co2e has a factor: its CO2e counts as nothing.",
        "co2e: {sea: 73 g/TEU-km}",
        "Add one with its source: co2e: {rail: 22 g/tkm}.",
    ),
    "RP424": Entry(
        "Departures nobody can catch",
        "No departure of the timetable lies inside the valid dates of the lane.",
        "departures: {dates: [2026-12-01T08:00]}\nvalid: {until: 2026-06-30}",
        "Correct one of the two.",
    ),
    "RP425": Entry(
        "Faster than possible",
        "Distance and transit give a speed nothing of the mode reaches.",
        "mode: sea\ndistance: 10000 km\ntransit: 24h",
        "Check both.",
    ),
    "RP426": Entry(
        "Shorter than the straight line",
        "The distance is less than the great circle between the ends.",
        "distance: 150 km",
        "Check the distance, and lat and lon of both ends.",
    ),
    "RP427": Entry(
        "Doubtful coordinates",
        "The place lies at (0, 0), far from its country, or where it would with lat and lon exchanged.",
        "lat: 109.05\nlon: 34.38",
        "Check lat, lon and country.",
    ),
    "RP428": Entry(
        "Time zone of another country",
        "The zone is one of a country other than the place's.",
        "country: ES\ntimezone: Europe/Paris",
        "Write the zone of the country.",
    ),
    "RP429": Entry(
        "Handling not given",
        "Lanes of these modes meet at the place, and no handling says what changing takes.",
        "rail lanes to Ningbo, sea lanes from it, no rail>sea",
        "Add it to the place, or at the top for the whole network.",
    ),
    "RP430": Entry(
        "Same lane twice",
        "Two lanes say the same under different ids; both would be answers.",
        "- {id: a, from: Xian, ...}\n- {id: b, from: Xian, ...}",
        "Remove one.",
    ),
    "RP431": Entry(
        "Circle in no time at no cost",
        "Lanes that take no time and cost nothing lead in a circle.",
        "{transit: 0h, rate: 0 USD, both_ways: true}",
        "Give them a transit time and a rate.",
    ),
    "RP432": Entry(
        "Price leaves out common equipment",
        "A lane whose rate does not cover an equipment is unusable for it; other prices count as nothing.",
        "rate: {20GP: 560 USD}",
        "Add the equipment, or write an amount per TEU.",
    ),
    "RP433": Entry(
        "Source that nothing cites",
        "A source is listed and no record names it.",
        "sources: {old: {title: ...}}",
        "Cite it or remove it.",
    ),
    "RP434": Entry(
        "Exchange rate that nothing needs",
        "No amount is in this currency.",
        "exchange_rates: {JPY: 155}",
        "Remove it, or leave it for overlays to come.",
    ),
    "RP436": Entry(
        "Curly quotes around a name",
        "A word processor has put them there; for YAML they are part of the name.",
        "name: “Valencia”",
        "Write straight quotes, or none.",
    ),
    "RP437": Entry(
        "Departure while the clocks change",
        "The local time does not exist on that day, or occurs twice.",
        "departures: {dates: [2026-03-29T02:30]} from Valencia",
        "Write another time; else the offset before the change, or the first occurrence, counts.",
    ),
    "RP438": Entry(
        "Not connected",
        "Places are connected with each other and not with the rest.",
        "lanes among A and B, and among C and D",
        "Add a lane, or take the part out.",
    ),
    "RP439": Entry(
        "One way only",
        "Nothing leaves the place, or nothing reaches it.",
        "lanes to Bristol and none from it",
        "Add a lane or both_ways: true, if there is one.",
    ),
    "RP440": Entry(
        "Place without lanes",
        "No lane begins or ends at the place.",
        "places: {Jeddah: ...} and no lane",
        "Add a lane, or remove the place.",
    ),
    "RP500": Entry(
        "Refused",
        "Something stops the run; the message says what.",
        "routeplan",
        "Follow the help line.",
    ),
    "RP501": Entry(
        "The command line is wrong",
        "An option or value is unknown, missing, or contradicts another.",
        "routeplan find Xian Valencia --top 0",
        "routeplan find --help says what there is.",
    ),
    "RP502": Entry(
        "Unknown place in a question",
        "No place has this id, name, alias or UN/LOCODE, capitals, accents and punctuation aside.",
        "routeplan find Xian Valencai",
        "Use one of the names shown; routeplan places lists all.",
    ),
    "RP503": Entry(
        "Ambiguous place",
        "Several places have this name.",
        "routeplan find Xian Valencia",
        'Write the id, or the name with its country: "Valencia, ES".',
    ),
    "RP504": Entry(
        "Not a name",
        "The name of a place is empty, far too long, or not valid text.",
        'routeplan find "" Valencia',
        "Name a place.",
    ),
    "RP505": Entry(
        "Unknown scenario",
        "--with or --without names a scenario the network does not have.",
        "routeplan find Xian Valencia --without eport-lnk",
        "Use one of the names shown.",
    ),
    "RP507": Entry(
        "Too many ways to send a shipment",
        "Allocating looks at every chain of voyages of a shipment, and there are too many to look at them all.",
        "routeplan allocate shipments.csv",
        "Give the shipment a deadline, or a shorter --max-wait.",
    ),
    "RP601": Entry(
        "A file cannot be read or written",
        "The system refuses; its reason is in the message.",
        "a full disk",
        "Remove the reason.",
    ),
    "RP602": Entry(
        "No such file",
        "Nothing is at this path, or a link leads nowhere.",
        "routeplan check netwrok.yaml",
        "Correct the path.",
    ),
    "RP603": Entry(
        "No permission",
        "The file may not be read by you.",
        "chmod 000 network.yaml",
        "Change its rights.",
    ),
    "RP604": Entry(
        "Folder without network files",
        "A folder given as a network has no *.yaml or *.yml file in it.",
        "routeplan check empty/",
        "Name a file, or a folder that has some.",
    ),
    "RP605": Entry(
        "Not a regular file",
        "The path is a pipe, a device or a socket; reading it might never end.",
        "routeplan check /dev/zero",
        "Name a file, a folder, or - for standard input.",
    ),
    "RP606": Entry(
        "The engine of a batch gave up",
        "A worker process was killed, or the cluster cannot be reached; answers printed before are right.",
        "routeplan batch shipments.csv --engine dask://localhost:1",
        "Go on with --resume and fewer --jobs, or start the scheduler and its workers.",
    ),
    "RP900": Entry(
        "A bug in routeplan",
        "Something happened that routeplan was not written for; nothing is wrong with what you gave it.",
        "any command",
        "Report it, with the file named in the message; it holds none of your data.",
    ),
    "RP901": Entry(
        "File too large",
        "The file is larger than 64 MB.",
        "a million lanes in one file",
        "Split it: a folder of files is a network.",
    ),
    "RP902": Entry(
        "Nested too deep",
        "Lists and mappings are nested more than 32 levels deep.",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "Nest less deeply; no network needs more than ten.",
    ),
}


def explain(code: str | None = None) -> str:
    """What a code means, as text; without a code, the list of all."""
    if not code:
        return "".join(f"{name}  {entry.title}\n" for name, entry in CATALOGUE.items())
    name = code.strip().upper()
    entry = CATALOGUE.get(name)
    if entry is None:
        help = did_you_mean(name, CATALOGUE) or "routeplan explain lists them all"
        raise UsageError(f"unknown code {quote(code)}", help=help)
    example = "\n".join(f"    {line}" for line in entry.example.split("\n"))
    return f"{name}: {entry.title}\n\n{entry.cause}\n\nExample:\n\n{example}\n\nFix: {entry.fix}\n"
