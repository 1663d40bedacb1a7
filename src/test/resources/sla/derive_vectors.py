#!/usr/bin/env python3
"""Derives vectors.csv without the code it tests: another language, another time-zone database (Python's zoneinfo over the
system's), holidays as dated by law and typed in here, and a walk over the minutes of the UTC line instead of arithmetic.

Rows marked "hand" carry a due date that was worked out by hand from the wall calendar before; the walk must agree with it.
Usage: python3 derive_vectors.py > vectors.csv
"""
import csv
import os
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HERE = os.path.dirname(os.path.abspath(__file__))
MINUTE = timedelta(minutes=1)

# Public holidays that fall on Monday to Saturday in the weeks used below, from the laws and their published lists.
FR = """2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-11 2026-12-25
2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-11-01 2027-11-11 2027-12-25
2028-01-01 2028-04-17 2028-05-01 2028-05-08 2028-05-25 2028-06-05 2028-07-14 2028-08-15 2028-11-01 2028-11-11 2028-12-25"""
ALSACE = FR + " 2026-04-03 2026-12-26 2027-03-26"
DE = """2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26
2027-01-01 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17"""
BAVARIA = DE + " 2026-01-06 2026-06-04 2026-11-01 2027-01-06 2027-05-27"
US = """2021-11-25 2021-12-24 2021-12-31 2022-01-17 2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03
2026-09-07 2026-11-11 2026-11-26 2026-12-25 2027-01-01"""
HOLIDAYS = {"": "", "FR": FR, "FR/67": ALSACE, "DE": DE, "DE/by": BAVARIA, "US": US}
HOLIDAYS = {k: {date.fromisoformat(d) for d in v.split()} for k, v in HOLIDAYS.items()}


class Calendar:
    def __init__(self, row):
        self.name, zone, week, saturday, sunday, holidays, closing = row
        self.zone = ZoneInfo(zone)
        slots = [[tuple(map(self.minute, s.split("-"))) for s in part.split()] for part in (week, saturday, sunday)]
        self.slots = [slots[0]] * 5 + slots[1:]
        self.free = HOLIDAYS[holidays]
        self.closing = set(closing.split())

    @staticmethod
    def minute(text):
        return int(text[:2]) * 60 + int(text[3:])

    def works_on(self, day):
        closed = day.isoformat() in self.closing or day.isoformat()[5:] in self.closing
        return bool(self.slots[day.weekday()]) and day not in self.free and not closed

    def exists(self, day):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=self.zone)
        return noon.astimezone(timezone.utc).astimezone(self.zone).date() == day

    def is_open(self, utc):
        local = utc.astimezone(self.zone)
        at = local.hour * 60 + local.minute
        return self.works_on(local.date()) and any(a <= at < b for a, b in self.slots[local.weekday()])

    def wall(self, utc):
        return utc.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def instant(self, wall, not_before):
        first = wall.replace(tzinfo=self.zone, fold=0).astimezone(timezone.utc)
        return first if first >= not_before else wall.replace(tzinfo=self.zone, fold=1).astimezone(timezone.utc)


def due(calendar, start, amount, unit, clock, pauses):
    left = amount * {"minutes": 1, "hours": 60, "days": 1440}[unit]
    at = start
    stretch, shown = None, None  # where the present running stretch began, and what its wall clock has shown
    while True:
        paused = any(a <= at < b for a, b in pauses)
        if paused:
            stretch = None
        elif clock == "round-the-clock" or clock == "working-hours":
            if clock == "round-the-clock" or calendar.is_open(at):
                left -= 1
                if left == 0:
                    return at + MINUTE
        else:
            if stretch is None:
                stretch, shown = at, calendar.wall(at)
            until = max(calendar.wall(at) + MINUTE, calendar.wall(at + MINUTE))
            while shown < until:
                counts = clock == "calendar-days" or calendar.works_on(shown.date()) and calendar.exists(shown.date())
                shown += MINUTE
                if counts:
                    left -= 1
                    if left == 0:
                        return calendar.instant(shown, stretch)
        at += MINUTE


CASES = []


def case(calendar, start, target, pauses="", hand=None, why=""):
    CASES.append((calendar, start, target, pauses, hand, why))


def section(title):
    CASES.append(title)


def local(calendar, text):
    """A local time; a trailing ' later' picks the second of two."""
    fold = 1 if text.endswith(" later") else 0
    return datetime.fromisoformat(text.removesuffix(" later")).replace(tzinfo=calendar.zone, fold=fold)


def show(calendar, utc):
    return utc.astimezone(calendar.zone).isoformat(timespec="minutes")


H = "{} hours working-hours".format
D = "{} days calendar-days".format
W = "{} days working-days".format
R = "{} hours round-the-clock".format

# ---------------------------------------------------------------------------------------------------------------------
section("CESIZen: P1 1 h and 3 h, P2 2 h and 6 h in working hours; hand-worked")
C = "cesizen"
case(C, "2026-11-20 17:30", H(1), hand="2026-11-23 09:30", why="Friday evening, 30 min left")
case(C, "2026-11-20 17:30", H(3), hand="2026-11-23 11:30")
case(C, "2026-11-20 17:30", H(2), hand="2026-11-23 10:30")
case(C, "2026-11-20 17:30", H(6), hand="2026-11-23 15:30", why="30 min + 3 h + lunch + 2 h 30")
case(C, "2026-11-23 09:00", H(1), hand="2026-11-23 10:00")
case(C, "2026-11-23 09:00", H(3), hand="2026-11-23 12:00", why="ends with the slot: 12:00, not 13:00")
case(C, "2026-11-23 09:00", H(6), hand="2026-11-23 16:00")
case(C, "2026-11-23 11:00", H(1), hand="2026-11-23 12:00", why="ends with the slot")
case(C, "2026-11-23 11:30", H(1), hand="2026-11-23 13:30", why="over lunch")
case(C, "2026-11-23 12:00", H(1), hand="2026-11-23 14:00", why="created as lunch begins")
case(C, "2026-11-23 12:30", H(1), hand="2026-11-23 14:00", why="created at lunch")
case(C, "2026-11-23 12:59", H(2), hand="2026-11-23 15:00")
case(C, "2026-11-23 13:00", H(6), hand="2026-11-24 10:00", why="5 h today, 1 h tomorrow")
case(C, "2026-11-23 17:00", H(1), hand="2026-11-23 18:00", why="ends with the day")
case(C, "2026-11-23 17:59", H(1), hand="2026-11-24 09:59")
case(C, "2026-11-23 18:00", H(1), hand="2026-11-24 10:00", why="created at closing time")
case(C, "2026-11-23 23:59", H(3), hand="2026-11-24 12:00")
case(C, "2026-11-24 00:00", H(3), hand="2026-11-24 12:00")
case(C, "2026-11-24 08:59", H(3), hand="2026-11-24 12:00")
case(C, "2026-11-21 10:00", H(1), hand="2026-11-23 10:00", why="Saturday")
case(C, "2026-11-22 23:00", H(2), hand="2026-11-23 11:00", why="Sunday night")
case(C, "2026-11-20 15:00", H(3), hand="2026-11-20 18:00", why="ends with the week")
case(C, "2026-11-20 15:01", H(3), hand="2026-11-23 09:01")

section("CESIZen: French public holidays; hand-worked")
case(C, "2026-11-10 17:00", H(3), hand="2026-11-12 11:00", why="Armistice on a Wednesday")
case(C, "2026-11-11 10:00", H(1), hand="2026-11-12 10:00", why="created on a holiday")
case(C, "2026-04-03 17:30", H(1), hand="2026-04-07 09:30", why="Good Friday works, Easter Monday does not")
case(C, "2026-04-06 10:00", H(1), hand="2026-04-07 10:00", why="created on Easter Monday")
case(C, "2026-04-06 10:00", H(6), hand="2026-04-07 16:00")
case(C, "2026-05-25 09:00", H(3), hand="2026-05-26 12:00", why="created on Whit Monday")
case(C, "2026-05-22 17:00", H(2), hand="2026-05-26 10:00", why="Whit Monday follows the weekend")
case(C, "2026-05-13 16:00", H(6), hand="2026-05-15 14:00", why="Ascension Day: 2 h, then 3 h + 1 h on Friday")
case(C, "2026-04-30 17:00", H(2), hand="2026-05-04 10:00", why="1 May is a Friday")
case(C, "2026-05-07 17:00", H(2), hand="2026-05-11 10:00", why="8 May is a Friday")
case(C, "2026-07-13 17:30", H(1), hand="2026-07-15 09:30", why="Monday evening before 14 July")
case(C, "2026-08-14 17:30", H(1), hand="2026-08-17 09:30", why="15 August is a Saturday")
case(C, "2026-10-30 17:30", H(1), hand="2026-11-02 09:30", why="1 November is a Sunday, not moved")
case(C, "2027-10-29 17:30", H(1), hand="2027-11-02 09:30", why="1 November is a Monday")
case(C, "2026-12-24 17:30", H(3), hand="2026-12-28 11:30", why="Christmas on a Friday")
case(C, "2026-12-31 16:00", H(6), hand="2027-01-04 14:00", why="year's end: 2 h, then 3 h + 1 h on Monday")
case(C, "2026-12-31 17:59", H(1), hand="2027-01-04 09:59")
case(C, "2026-12-31 23:59", H(1), hand="2027-01-04 10:00")
case(C, "2027-01-01 00:00", H(1), hand="2027-01-04 10:00")
case(C, "2027-12-31 17:00", H(2), hand="2028-01-03 10:00", why="1 January 2028 is a Saturday")

section("CESIZen: P3 1 and 5 days, P4 2 days in calendar days; hand-worked")
case(C, "2026-11-20 17:30", D(1), hand="2026-11-21 17:30", why="Saturdays count")
case(C, "2026-11-20 17:30", D(5), hand="2026-11-25 17:30")
case(C, "2026-11-20 17:30", D(2), hand="2026-11-22 17:30")
case(C, "2026-12-31 23:59", D(1), hand="2027-01-01 23:59", why="holidays count")
case(C, "2026-12-29 08:00", D(5), hand="2027-01-03 08:00")
case(C, "2028-02-28 12:00", D(1), hand="2028-02-29 12:00", why="leap day")
case(C, "2028-02-28 12:00", D(2), hand="2028-03-01 12:00")
case(C, "2027-02-28 12:00", D(1), hand="2027-03-01 12:00", why="no leap day")
case(C, "2028-02-25 09:15", D(5), hand="2028-03-01 09:15")
case(C, "2026-03-28 02:30", D(1), hand="2026-03-29 03:30", why="02:30 does not exist: after the gap")
case(C, "2026-03-28 02:00", D(1), hand="2026-03-29 03:00", why="first minute of the gap")
case(C, "2026-03-28 03:00", D(1), hand="2026-03-29 03:00", why="23 h on the instant line")
case(C, "2026-03-28 12:00", D(1), hand="2026-03-29 12:00")
case(C, "2026-03-24 02:59", D(5), hand="2026-03-29 03:59")
case(C, "2026-03-29 03:00", D(1), hand="2026-03-30 03:00")
case(C, "2027-03-27 02:15", D(1), hand="2027-03-28 03:15")
case(C, "2027-03-23 02:30", D(5), hand="2027-03-28 03:30")
case(C, "2027-03-26 02:30", D(2), hand="2027-03-28 03:30")
case(C, "2026-10-24 02:30", D(1), hand="2026-10-25 02:30", why="the first of two 02:30")
case(C, "2026-10-24 03:00", D(1), hand="2026-10-25 03:00", why="25 h on the instant line")
case(C, "2026-10-25 02:30", D(1), hand="2026-10-26 02:30")
case(C, "2026-10-25 02:30 later", D(1), hand="2026-10-26 02:30", why="created at the second 02:30")
case(C, "2026-10-20 02:59", D(5), hand="2026-10-25 02:59")
case(C, "2026-10-23 18:00", D(2), hand="2026-10-25 18:00")

section("CESIZen: all targets from further starts")
for start in ("2026-01-02 09:00", "2026-02-27 11:45", "2026-03-27 16:20", "2026-03-29 01:59", "2026-05-14 08:00",
              "2026-06-30 13:00", "2026-10-23 17:15", "2026-10-25 02:10 later", "2027-03-26 17:50",
              "2027-05-06 12:00", "2028-02-29 10:10"):
    for target in (H(1), H(3), H(2), H(6), D(1), D(5), D(2)):
        case(C, start, target)

section("MangaTheque: level 1 30 min and 2 h, level 2 2 h and 24 h, level 3 24 h and 72 h round the clock; hand-worked")
M = "mangatheque"
HALF = "30 minutes round-the-clock"
case(M, "2026-11-20 23:45", HALF, hand="2026-11-21 00:15", why="over midnight")
case(M, "2026-11-20 23:45", R(2), hand="2026-11-21 01:45")
case(M, "2026-11-20 23:45", R(24), hand="2026-11-21 23:45")
case(M, "2026-11-20 23:45", R(72), hand="2026-11-23 23:45")
case(M, "2026-03-29 01:45", HALF, hand="2026-03-29 03:15", why="over the gap")
case(M, "2026-03-29 01:00", R(2), hand="2026-03-29 04:00")
case(M, "2026-03-28 12:00", R(24), hand="2026-03-29 13:00", why="24 elapsed hours, not the same time of day")
case(M, "2026-03-27 12:00", R(72), hand="2026-03-30 13:00")
case(M, "2027-03-28 01:30", R(2), hand="2027-03-28 04:30")
case(M, "2026-10-25 02:45", HALF, hand="2026-10-25 02:15 later", why="into the second 02:15")
case(M, "2026-10-25 01:30", R(2), hand="2026-10-25 02:30 later")
case(M, "2026-10-25 02:30 later", R(2), hand="2026-10-25 04:30")
case(M, "2026-10-24 12:00", R(24), hand="2026-10-25 11:00")
case(M, "2026-10-23 12:00", R(72), hand="2026-10-26 11:00")
case(M, "2028-02-28 12:00", R(24), hand="2028-02-29 12:00")
case(M, "2028-02-28 12:00", R(72), hand="2028-03-02 12:00")
case(M, "2026-12-31 23:50", HALF, hand="2027-01-01 00:20")
case(M, "2026-12-30 08:00", "3 days round-the-clock", hand="2027-01-02 08:00")
for start in ("2026-03-29 00:00", "2026-05-01 00:00", "2026-10-25 00:30", "2026-12-25 13:37"):
    for target in (HALF, R(2), R(24), R(72)):
        case(M, start, target)

section("Europe/Paris: slots across and inside the gap and the overlap")
N = "paris-night"
case(N, "2026-03-28 03:30", H(1), hand="2026-03-29 01:30", why="30 min, then from 01:00 on")
case(N, "2026-03-29 01:00", H(1), hand="2026-03-29 03:00", why="as far as the gap: the slot goes on after it")
case(N, "2026-03-29 01:00", H(2), hand="2026-03-29 04:00", why="the slot lasts 2 h that night")
case(N, "2026-03-29 00:00", H(3), hand="2026-03-30 02:00")
case(N, "2026-03-29 03:00", H(1), hand="2026-03-29 04:00")
case(N, "2026-10-25 01:00", H(4), hand="2026-10-25 04:00", why="the slot lasts 4 h that night")
case(N, "2026-10-25 01:00", H(2), hand="2026-10-25 02:00 later")
case(N, "2026-10-25 02:30", H(1), hand="2026-10-25 02:30 later")
case(N, "2026-10-25 02:30 later", H(1), hand="2026-10-25 03:30")
case(N, "2026-10-25 00:00", H(5), hand="2026-10-26 02:00")
case(N, "2027-03-28 00:59", H(3), hand="2027-03-29 02:00")
case("paris-half-past", "2026-03-28 12:00", "15 minutes working-hours", hand="2026-03-30 02:30", why="no slot on the 29th")
case("paris-half-past", "2026-10-25 00:00", "15 minutes working-hours", hand="2026-10-25 02:30")
case("paris-half-past", "2026-10-25 00:00", "20 minutes working-hours", hand="2026-10-25 02:20 later", why="twice that night")
case("paris-half-past", "2026-10-25 00:00", "30 minutes working-hours", hand="2026-10-25 02:30 later")
case("paris-half-past", "2026-10-25 00:00", "31 minutes working-hours", hand="2026-10-26 02:16")
case("paris-always", "2026-03-28 12:00", H(24), hand="2026-03-29 13:00")
case("paris-always", "2026-10-24 12:00", H(24), hand="2026-10-25 11:00")
case("paris-plain", "2026-03-27 16:00", H(2), hand="2026-03-30 10:00", why="the change on Sunday moves nothing")
case("paris-plain", "2026-10-23 16:00", H(2), hand="2026-10-26 10:00")
case("paris-plain", "2026-05-14 16:00", H(2), hand="2026-05-15 10:00", why="no holidays in this calendar")

section("Several slots, Saturdays, closing days")
S = "paris-saturday"
case(S, "2026-11-23 09:30", H(1), hand="2026-11-23 11:30")
case(S, "2026-11-23 08:00", H(2), hand="2026-11-23 10:00")
case(S, "2026-11-23 08:00", "121 minutes working-hours", hand="2026-11-23 11:01")
case(S, "2026-11-23 08:00", "525 minutes working-hours", hand="2026-11-23 19:15", why="2 h + 1 h 30 + 5 h 15: the whole day")
case(S, "2026-11-23 08:00", "526 minutes working-hours", hand="2026-11-24 08:01")
case(S, "2026-11-20 19:00", H(1), hand="2026-11-21 10:15")
case(S, "2026-11-20 19:00", H(3), hand="2026-11-23 08:15")
case(S, "2026-08-14 19:00", H(1), hand="2026-08-17 08:45", why="15 August takes the Saturday away")
case(S, "2026-11-21 12:00", H(2), hand="2026-11-23 10:00")
P = "paris-closing"
case(P, "2026-12-23 17:30", H(1), hand="2026-12-28 09:30", why="24 closed, 25 holiday, weekend")
case(P, "2026-12-30 17:00", H(3), hand="2027-01-04 11:00", why="31 closed, 1 January")
case(P, "2027-12-23 17:00", H(2), hand="2027-12-27 10:00", why="closed every year")
case(P, "2026-07-31 17:00", H(2), hand="2026-08-05 10:00", why="two days closed in 2026 only")
case(P, "2027-07-30 17:00", H(2), hand="2027-08-02 10:00")
case(P, "2028-02-28 17:00", H(2), hand="2028-03-01 10:00", why="closed on leap days")
case(P, "2028-02-29 10:00", H(1), hand="2028-03-01 10:00")
case(P, "2026-08-03 10:00", H(6), hand="2026-08-05 16:00")

section("German, Alsatian and American holidays")
case("berlin", "2026-04-02 16:00", H(2), hand="2026-04-07 09:00", why="Good Friday and Easter Monday")
case("berlin", "2026-10-02 16:00", H(2), hand="2026-10-05 09:00", why="3 October is a Saturday")
case("berlin", "2026-12-24 16:00", H(2), hand="2026-12-28 09:00")
case("berlin", "2026-01-05 16:00", H(2), hand="2026-01-06 09:00", why="Epiphany works in Berlin")
case("berlin", "2026-05-13 12:00", H(6), hand="2026-05-15 09:00")
case("berlin", "2026-06-03 16:00", H(2), hand="2026-06-04 09:00")
case("munich", "2026-01-05 16:00", H(2), hand="2026-01-07 09:00", why="Epiphany is free in Bavaria")
case("munich", "2026-06-03 16:00", H(2), hand="2026-06-05 09:00", why="Corpus Christi")
case("munich", "2026-04-02 16:00", H(2), hand="2026-04-07 09:00")
case("strasbourg", "2026-04-02 17:00", H(2), hand="2026-04-07 10:00", why="Good Friday is free in Alsace")
case("strasbourg", "2026-11-10 17:00", H(3), hand="2026-11-12 11:00")
case("new-york", "2026-11-25 16:00", H(2), hand="2026-11-27 10:00", why="Thanksgiving")
case("new-york", "2026-07-02 16:00", H(2), hand="2026-07-06 10:00", why="4 July is a Saturday, observed on Friday")
case("new-york", "2021-12-30 16:00", H(2), hand="2022-01-03 10:00", why="New Year 2022 is observed in 2021")
case("new-york", "2021-12-23 16:00", H(2), hand="2021-12-27 10:00", why="Christmas observed on Friday")
case("new-york", "2026-01-16 16:00", H(2), hand="2026-01-20 10:00", why="Martin Luther King Day on Monday")
case("new-york", "2026-09-07 11:00", H(1), hand="2026-09-08 10:00", why="created on Labor Day")
case("new-york", "2026-06-18 16:30", H(1), hand="2026-06-22 09:30", why="Juneteenth on a Friday")
case("new-york", "2026-05-22 12:00", H(8), hand="2026-05-26 12:00", why="Memorial Day")

section("America/New_York: gap of 2014-03-09, overlap of 2014-11-02")
Y = "new-york-night"
case(Y, "2014-03-09 01:30", H(1), hand="2014-03-09 03:30", why="30 min before the gap, 30 min after it")
case(Y, "2014-03-09 00:30", H(2), hand="2014-03-09 03:30", why="the slot lasts 2 h that night")
case(Y, "2014-03-09 00:00", H(3), hand="2014-03-10 01:30")
case(Y, "2014-11-02 00:30", H(4), hand="2014-11-02 03:30", why="4 h that night")
case(Y, "2014-11-02 01:30", H(1), hand="2014-11-02 01:30 later")
case(Y, "2014-11-02 01:30 later", H(1), hand="2014-11-02 02:30")
case(Y, "2014-11-02 00:00", H(5), hand="2014-11-03 01:30")
case("new-york", "2014-03-08 02:30", D(1), hand="2014-03-09 03:30")
case("new-york", "2014-03-07 02:00", D(2), hand="2014-03-09 03:00")
case("new-york", "2014-11-01 01:30", D(1), hand="2014-11-02 01:30", why="in daylight time")
case("new-york", "2014-11-01 01:30", D(2), hand="2014-11-03 01:30")
case("new-york", "2014-03-08 12:00", R(24), hand="2014-03-09 13:00")
case("new-york", "2014-11-01 12:00", R(24), hand="2014-11-02 11:00")
case("new-york", "2014-03-07 16:30", H(1), hand="2014-03-10 09:30")

section("America/Sao_Paulo: midnight gaps of 2015-10-18 and 2018-11-04, overlap of 2018-02-18")
L = "sao-paulo-late"
A = "sao-paulo-always"
case(L, "2015-10-17 22:00", H(2), hand="2015-10-18 01:00", why="ends at 24:00, which is 01:00 that night")
case(L, "2015-10-17 22:00", H(3), hand="2015-10-18 02:00", why="1 h is left of the slot from midnight on")
case(L, "2015-10-17 23:30", H(1), hand="2015-10-18 01:30")
case(L, "2015-10-17 12:00", H(4), hand="2015-10-18 23:00")
case(L, "2018-11-03 22:30", H(2), hand="2018-11-04 01:30")
case(L, "2018-11-03 22:00", H(4), hand="2018-11-04 23:00")
case(L, "2018-02-17 22:00", H(3), hand="2018-02-18 00:00", why="23:00 comes twice: the slot lasts 3 h that night")
case(L, "2018-02-17 22:00", H(4), hand="2018-02-18 01:00")
case(L, "2018-02-17 23:30 later", H(1), hand="2018-02-18 00:30")
case(A, "2015-10-17 12:00", H(24), hand="2015-10-18 13:00")
case(A, "2018-02-17 12:00", H(24), hand="2018-02-18 11:00")
case("sao-paulo", "2015-10-16 17:30", H(1), hand="2015-10-19 09:30")
case("sao-paulo", "2015-10-17 00:30", D(1), hand="2015-10-18 01:30", why="00:30 does not exist")
case("sao-paulo", "2015-10-17 00:00", D(1), hand="2015-10-18 01:00", why="midnight does not exist")
case("sao-paulo", "2018-11-03 00:30", D(1), hand="2018-11-04 01:30")
case("sao-paulo", "2018-11-02 00:15", D(2), hand="2018-11-04 01:15")
case("sao-paulo", "2018-11-03 23:59", D(1), hand="2018-11-04 23:59")
case("sao-paulo", "2018-02-16 23:30", D(1), hand="2018-02-17 23:30", why="the first of two")
case("sao-paulo", "2018-02-17 23:30 later", D(1), hand="2018-02-18 23:30")
case(A, "2018-11-03 00:30", W(1), hand="2018-11-04 01:30")
case(A, "2018-11-03 12:00", W(1), hand="2018-11-04 12:00")

section("Australia/Lord_Howe: half an hour of summer time, 2026-04-05 back, 2026-10-04 forth")
O = "lord-howe"
case(O, "2026-10-04 01:00", H(2), hand="2026-10-04 03:30", why="02:00 becomes 02:30")
case(O, "2026-10-04 01:45", "30 minutes working-hours", hand="2026-10-04 02:45")
case(O, "2026-10-04 01:00", H(3), hand="2026-10-05 01:30", why="the slot lasts 2 h 30")
case(O, "2026-04-05 01:00", H(3), hand="2026-04-05 03:30", why="01:30 comes twice")
case(O, "2026-04-05 01:40", "30 minutes working-hours", hand="2026-04-05 01:40 later")
case(O, "2026-04-05 00:00", H(4), hand="2026-04-06 01:30")
case(O, "2026-10-03 02:15", D(1), hand="2026-10-04 02:45")
case(O, "2026-04-04 01:45", D(1), hand="2026-04-05 01:45")
case(O, "2026-10-03 12:00", R(24), hand="2026-10-04 12:30")
case(O, "2026-04-04 12:00", R(24), hand="2026-04-05 11:30")

section("Pacific/Apia: 2011-12-30 (Friday) was skipped")
case("apia", "2011-12-29 15:00", H(2), hand="2012-01-02 09:00", why="after Thursday comes Saturday")
case("apia", "2011-12-29 08:00", H(8), hand="2011-12-29 16:00")
case("apia-always", "2011-12-29 12:00", H(24), hand="2011-12-31 12:00", why="24 h on the instant line")
case("apia-always", "2011-12-29 23:30", H(1), hand="2011-12-31 00:30")
case("apia", "2011-12-28 12:00", D(1), hand="2011-12-29 12:00")
case("apia", "2011-12-29 12:00", D(1), hand="2011-12-31 12:00", why="a day that does not exist: after the gap")
case("apia", "2011-12-29 12:00", D(2), hand="2011-12-31 12:00", why="29 + 2 is 31 on the wall calendar")
case("apia", "2011-12-29 12:00", D(3), hand="2012-01-01 12:00")
case("apia", "2011-12-29 12:00", R(24), hand="2011-12-31 12:00")
case("apia", "2011-12-29 12:00", W(1), hand="2012-01-02 12:00", why="the skipped Friday is no working day")
case("apia", "2011-12-28 12:00", W(2), hand="2012-01-02 12:00")
case("apia-always", "2011-12-29 12:00", W(2), hand="2012-01-01 12:00")

section("Asia/Kathmandu (+05:45, works on Sundays), Africa/Casablanca (Ramadan), St. John's (00:01), Troll (two hours)")
K = "kathmandu"
case(K, "2026-11-20 16:30", H(1), hand="2026-11-22 10:30", why="Friday evening, Sunday morning")
case(K, "2026-11-21 12:00", H(1), hand="2026-11-22 11:00")
case(K, "2026-11-22 10:00", H(7), hand="2026-11-22 17:00")
case(K, "2026-11-20 09:00", H(14), hand="2026-11-22 17:00")
case(K, "2026-11-20 16:30", D(5), hand="2026-11-25 16:30")
case(K, "2026-11-20 16:30", R(2), hand="2026-11-20 18:30")
case(K, "2026-11-20 16:30", W(1), hand="2026-11-22 16:30")
B = "casablanca"
case(B, "2024-03-10 01:00", H(3), hand="2024-03-10 03:00", why="Ramadan: 03:00 becomes 02:00")
case(B, "2024-03-10 02:30", H(1), hand="2024-03-10 02:30 later")
case(B, "2024-04-14 01:00", H(3), hand="2024-04-14 05:00", why="02:00 becomes 03:00")
case(B, "2024-04-13 02:30", D(1), hand="2024-04-14 03:30")
case(B, "2024-03-09 02:30", D(1), hand="2024-03-10 02:30")
case(B, "2024-03-08 17:00", H(2), hand="2024-03-09 02:00")
case(B, "2024-04-12 17:00", H(10), hand="2024-04-15 10:00", why="1 + 4 + 3 + 2 h: the gap shortens Sunday")
case(B, "2025-02-23 00:00", H(5), hand="2025-02-23 05:00", why="five hours that Sunday")
case(B, "2025-04-06 00:00", H(4), hand="2025-04-07 09:00", why="three hours that Sunday, one on Monday")
J = "st-johns"
case(J, "2010-11-06 23:00", H(2), hand="2010-11-07 00:00 later", why="1 h 01 to 00:01, which is 23:01 again; 59 min more")
case(J, "2010-11-06 23:00", H(3), hand="2010-11-07 01:00")
case(J, "2010-11-07 00:00", "30 minutes working-hours", hand="2010-11-06 23:30 later", why="a minute of Sunday, then Saturday again")
case(J, "2010-03-13 23:30", H(1), hand="2010-03-14 23:29", why="30 min, 1 min to 00:01, then 01:01; the rest next night")
case(J, "2010-11-05 23:30", D(1), hand="2010-11-06 23:30")
case(J, "2010-03-13 00:30", D(1), hand="2010-03-14 01:30")
T = "troll"
case(T, "2026-03-29 00:00", H(4), hand="2026-03-29 06:00", why="01:00 becomes 03:00")
case(T, "2026-10-25 00:00", H(8), hand="2026-10-25 06:00", why="03:00 becomes 01:00")
case(T, "2026-03-28 02:30", D(1), hand="2026-03-29 04:30")
case(T, "2026-10-24 02:30", D(1), hand="2026-10-25 02:30")

section("Working days")
case(C, "2026-11-20 15:00", W(1), hand="2026-11-23 15:00", why="the time of day is kept")
case(C, "2026-11-20 20:00", W(1), hand="2026-11-23 20:00", why="also outside the slots")
case(C, "2026-11-21 15:00", W(1), hand="2026-11-24 00:00", why="from a Saturday: the whole of Monday")
case(C, "2026-11-22 23:59", W(2), hand="2026-11-25 00:00")
case(C, "2026-11-23 00:00", W(1), hand="2026-11-24 00:00")
case(C, "2026-11-20 00:00", W(1), hand="2026-11-21 00:00", why="ends with the Friday")
case(C, "2026-11-10 15:00", W(1), hand="2026-11-12 15:00", why="Armistice")
case(C, "2026-11-11 15:00", W(1), hand="2026-11-13 00:00", why="from a holiday: the whole of Thursday")
case(C, "2026-12-24 15:00", W(5), hand="2027-01-04 15:00", why="25 December and 1 January")
case(C, "2026-03-27 02:30", W(1), hand="2026-03-30 02:30")
case(C, "2026-10-23 02:30", W(1), hand="2026-10-26 02:30")
case("paris-always", "2026-03-28 02:30", W(1), hand="2026-03-29 03:30")
case("paris-always", "2026-10-24 02:30", W(1), hand="2026-10-25 02:30")
case(P, "2026-12-23 10:00", W(1), hand="2026-12-28 10:00")
case("utc", "2026-11-20 10:00", W(10), hand="2026-12-04 10:00")
case("munich", "2026-06-03 10:00", W(1), hand="2026-06-05 10:00")

section("Pauses")
case(C, "2026-11-23 09:00", H(3), "2026-11-23 10:00/2026-11-23 11:00", "2026-11-23 14:00", "an hour shifts over lunch")
case(C, "2026-11-23 09:00", H(3), "2026-11-23 11:00/2026-11-23 13:30", "2026-11-23 14:30")
case(C, "2026-11-23 09:00", H(3), "2026-11-23 12:00/2026-11-23 13:00", "2026-11-23 12:00", "a pause after the due date")
case(C, "2026-11-23 09:00", H(3), "2026-11-23 11:59/2026-11-23 13:00", "2026-11-23 13:01")
case(C, "2026-11-20 17:30", H(1), "2026-11-20 18:00/2026-11-23 09:00", "2026-11-23 09:30", "outside hours: no shift")
case(C, "2026-11-20 17:30", H(1), "2026-11-20 17:45/2026-11-23 10:00", "2026-11-23 10:45", "over the weekend")
case(C, "2026-11-20 17:30", H(3), "2026-11-20 23:45/2026-11-21 00:45", "2026-11-23 11:30", "over midnight, outside hours")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 09:00/2026-11-23 10:00", "2026-11-23 17:00", "created paused")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 08:00/2026-11-23 10:00", "2026-11-23 17:00", "paused before the start")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 10:00/2026-11-23 11:00 2026-11-23 14:00/2026-11-23 15:00", "2026-11-23 18:00")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 14:00/2026-11-23 15:00 2026-11-23 10:00/2026-11-23 11:00", "2026-11-23 18:00", "any order")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 10:00/2026-11-23 11:00 2026-11-23 10:30/2026-11-23 11:30", "2026-11-23 17:30", "overlapping")
case(C, "2026-11-23 09:00", H(6), "2026-11-23 10:00/2026-11-23 10:00", "2026-11-23 16:00", "an empty pause")
case(C, "2026-11-10 17:00", H(3), "2026-11-11 10:00/2026-11-12 10:00", "2026-11-12 12:00", "part of it on a holiday")
case(M, "2026-11-20 23:00", R(2), "2026-11-20 23:45/2026-11-21 00:45", "2026-11-21 02:00", "over midnight")
case(M, "2026-03-29 01:00", R(2), "2026-03-29 01:30/2026-03-29 03:30", "2026-03-29 05:00", "one hour elapsed, over the gap")
case(M, "2026-10-25 01:00", R(2), "2026-10-25 02:30/2026-10-25 02:30 later", "2026-10-25 03:00")
case(C, "2026-11-20 17:30", D(5), "2026-11-21 12:00/2026-11-21 18:00", "2026-11-25 23:30", "six hours later")
case(C, "2026-11-20 17:30", D(1), "2026-11-21 17:30/2026-11-22 17:30", "2026-11-21 17:30", "after the due date")
case(C, "2026-03-27 12:00", D(2), "2026-03-28 12:00/2026-03-29 12:00", "2026-03-30 12:00", "a day by the wall clock, 23 h elapsed")
case(C, "2026-10-23 12:00", D(2), "2026-10-24 12:00/2026-10-25 12:00", "2026-10-26 12:00", "a day by the wall clock, 25 h elapsed")
case(C, "2026-11-20 10:00", D(2), "2026-11-20 10:00/2026-11-20 11:00 2026-11-21 23:45/2026-11-22 00:45", "2026-11-22 12:00")
case(C, "2026-03-28 01:30", D(1), "2026-03-28 12:00/2026-03-28 13:00", "2026-03-29 03:30", "shifted into the gap")
case(C, "2026-10-24 01:30", D(1), "2026-10-24 12:00/2026-10-24 13:00", "2026-10-25 02:30", "shifted into the overlap")
case(C, "2026-10-24 02:00", D(1), "2026-10-25 01:50/2026-10-25 02:10 later", "2026-10-25 02:20 later", "resumed in the second pass")
case(C, "2026-11-20 15:00", W(1), "2026-11-20 16:00/2026-11-20 18:00", "2026-11-23 17:00")
case(C, "2026-11-20 15:00", W(1), "2026-11-21 00:00/2026-11-22 12:00", "2026-11-23 15:00", "on the weekend: no shift")
case(N, "2026-03-29 01:00", H(2), "2026-03-29 01:30/2026-03-29 03:30", "2026-03-30 02:00")
case(N, "2026-10-25 01:00", H(4), "2026-10-25 02:30/2026-10-25 02:30 later", "2026-10-26 02:00")
case(Y, "2014-03-09 01:00", H(1), "2014-03-09 01:30/2014-03-09 03:15", "2014-03-10 00:45")
case(A, "2018-11-03 12:00", D(2), "2018-11-03 23:00/2018-11-04 02:00", "2018-11-05 15:00", "three hours by the wall clock")


def main():
    with open(os.path.join(HERE, "calendars.csv"), encoding="utf-8") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter=";"))
    calendars = {row[0]: Calendar(row) for row in rows[1:]}
    print("# Business time: what is due when. Made by derive_vectors.py, which does not use the code under test:")
    print("# a walk over the minutes of the UTC line in another language, with another time-zone database.")
    print("# \"hand\" rows were worked out by hand as well, and both agree.")
    print("# Times are local to the calendar's zone, with their offset. Calendars: calendars.csv.")
    print("calendar;start;target;pauses;due;derived;remark")
    count = 0
    for item in CASES:
        if isinstance(item, str):
            print("# " + item)
            continue
        name, start, target, pauses, hand, why = item
        calendar = calendars[name]
        begin = local(calendar, start).astimezone(timezone.utc)
        stands = [tuple(local(calendar, end).astimezone(timezone.utc) for end in pause.split("/"))
                  for pause in split_pauses(pauses)]
        amount, unit, clock = target.split()
        result = due(calendar, begin, int(amount), unit, clock, stands)
        if hand is not None:
            expected = local(calendar, hand).astimezone(timezone.utc)
            if expected != result:
                sys.exit(f"{item}: by hand {hand}, by walk {show(calendar, result)}")
        text = " ".join(show(calendar, a) + "/" + show(calendar, b) for a, b in stands)
        print(";".join((name, show(calendar, begin), target, text, show(calendar, result), "hand" if hand else "walk", why)))
        count += 1
    print(f"{count} vectors", file=sys.stderr)


def split_pauses(text):
    """'a b/c d e f/g h' are two pauses; each end is a date, a time and perhaps 'later'."""
    words, pauses = text.split(), []
    current = []
    for word in words:
        slashes = "".join(current).count("/")
        if len(word) >= 10 and word[:4].isdigit() and "/" not in word and slashes == 1:
            pauses.append(" ".join(current))
            current = []
        current.append(word)
    return pauses + [" ".join(current)] if current else []


if __name__ == "__main__":
    main()
