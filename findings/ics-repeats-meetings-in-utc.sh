#!/usr/bin/env bash
# ics 0.7.3 writes a repeated meeting's start in UTC and leaves its rule and its exceptions in local time.
#
# Guess: a calendar that is read and written has the same meetings on the same days at the same hours.
# Seen: `DTSTART;TZID=Europe/Berlin` becomes a time in UTC, but RRULE and EXDATE stay as they were. The meeting at 9 on
# each month's second day is at 10 from April to October, and the one in July, which was cancelled, is held, since the
# exception no longer fits. A day without an hour (DUE) becomes midnight in UTC, a name with a comma (CN="Doe, J") loses
# its quotes, and each calendar gets a line CALSCALE:GEORGIAN, for which recurring-ical-events 3.8.2 refuses it.
# So: edit calendars with icalendar or vobject, which write back what they have read.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet ics==0.7.3 icalendar==7.3.2 recurring-ical-events==3.8.2
"$work/python/bin/python" -W ignore - <<'PYTHON'
import zoneinfo

import icalendar
import ics
import recurring_ical_events
from recurring_ical_events.errors import InvalidCalendar

SOURCE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//docs.example//EN
BEGIN:VEVENT
UID:1@docs.example
DTSTAMP:20240101T000000Z
DTSTART;TZID=Europe/Berlin:20240102T090000
SUMMARY:Board
RRULE:FREQ=MONTHLY;COUNT=12
EXDATE;TZID=Europe/Berlin:20240702T090000
ATTENDEE;CN="Doe, J":mailto:chair@docs.example
END:VEVENT
BEGIN:VTODO
UID:2@docs.example
DTSTAMP:20240101T000000Z
DUE;VALUE=DATE:20240103
END:VTODO
END:VCALENDAR
""".replace("\n", "\r\n")


def meetings(source):
    """The months of the year with a meeting, and its hour in Berlin."""
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(source)).between((2024, 1, 1), (2025, 1, 1))
    starts = [event.start.astimezone(berlin) for event in events]
    return {start.month: start.hour for start in sorted(starts)}


written = ics.Calendar(SOURCE).serialize()
try:
    meetings(written)
    raise AssertionError("the calendar's scale is written otherwise now")
except InvalidCalendar as error:
    print(f"ics 0.7.3, recurring-ical-events 3.8.2: {error}")
before, after = meetings(SOURCE), meetings(written.replace("GEORGIAN", "GREGORIAN"))
print(f"ics 0.7.3: months and hours of the meetings are {before}, and {after} afterwards")
assert before == {month: 9 for month in range(1, 13) if month != 7}, "the calendar is read otherwise now"
assert after == {month: 10 if 4 <= month <= 10 else 9 for month in range(1, 13)}, "meetings are at other hours now"
lines = written.replace("\r\n ", "").split("\r\n")
for seen in ["DUE:20240103T000000Z", "ATTENDEE;CN=Doe\\, J:mailto:chair@docs.example", "CALSCALE:GEORGIAN"]:
    print(f"ics 0.7.3: {seen}")
    assert seen in lines, f"{seen}: written otherwise now"
PYTHON
