// Reads the feeds named on standard input with ical.js, strict as it comes (Thunderbird's parser), and says what they mean.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const text = (component, name) => {
  const value = component.getFirstPropertyValue(name);
  return value === null ? "" : String(value);
};

function alarm(component) {
  const trigger = component.getFirstPropertyValue("trigger");
  return {
    uid: text(component, "uid"),
    action: text(component, "action"),
    words: text(component, "description"),
    seconds: trigger instanceof ICAL.Duration ? trigger.toSeconds() : null,
  };
}

function event(component) {
  const categories = component.getFirstProperty("categories");
  return {
    uid: text(component, "uid"),
    start: text(component, "dtstart"),
    end: text(component, "dtend"),
    summary: text(component, "summary"),
    description: text(component, "description"),
    url: text(component, "url"),
    categories: categories ? categories.getValues() : [],
    status: text(component, "status"),
    sequence: Number(text(component, "sequence")),
    revised: text(component, "last-modified"),
    alarms: component.getAllSubcomponents("valarm").map(alarm),
  };
}

const paths = JSON.parse(readFileSync(0, "utf8"));
const feeds = {};
for (const path of paths) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  feeds[path] = { name: text(calendar, "name"), events: calendar.getAllSubcomponents("vevent").map(event) };
}
process.stdout.write(JSON.stringify(feeds));
