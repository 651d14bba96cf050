"""Holds `derek argue` to clingo: the same extensions, labels and answers on random frameworks and on files.

    python3 bench/oracles/arguments.py target/release/derek 1000 [FILE…]

Needs the Python package clingo. The encodings are written from the definitions (Dung 1995),
and share nothing with the search in crates/reason. Files are read by both; of files the
grounded labels are compared, and the extensions where there are 60 arguments or fewer.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import clingo

COMMON = """
{ in(X) : arg(X) }.
:- in(X), in(Y), att(X, Y).
out(X) :- in(Y), att(Y, X).
undefended(X) :- att(Y, X), not out(Y).
"""
COMPLETE = COMMON + ":- in(X), undefended(X). :- arg(X), not in(X), not undefended(X)."
STABLE = COMMON + ":- arg(X), not in(X), not out(X)."


def models(program, count, attacks):
    control = clingo.Control(["0", "--warn=none"])
    facts = "".join(f"arg({one})." for one in range(1, count + 1))
    facts += "".join(f"att({a},{b})." for a, b in attacks)
    control.add("base", [], facts + program + "#show in/1.")
    control.ground([("base", [])])
    found = set()
    control.solve(on_model=lambda model: found.add(
        frozenset(atom.arguments[0].number for atom in model.symbols(shown=True))))
    return found


def expected(count, attacks):
    complete = models(COMPLETE, count, attacks)
    return {
        "grounded": {frozenset.intersection(*complete)},
        "complete": complete,
        "preferred": {one for one in complete if not any(one < other for other in complete)},
        "stable": models(STABLE, count, attacks),
    }


def least(count, attacks):
    """The grounded extension by repeating the definition, for frameworks too large for clingo."""
    attackers = {one: set() for one in range(1, count + 1)}
    for a, b in attacks:
        attackers[b].add(a)
    accepted, rejected = set(), set()
    while True:
        new = {x for x, of in attackers.items() if x not in accepted and of <= rejected}
        if not new:
            return accepted, rejected
        accepted |= new
        rejected |= {b for a, b in attacks if a in new}


def derek(program, path, *words):
    out = subprocess.run([program, "argue", str(path), *words, "--json"], capture_output=True, text=True)
    if out.returncode != 0:
        raise SystemExit(f"{path} {words}: {out.stderr}")
    return [json.loads(line) for line in out.stdout.splitlines()]


def compare(program, path, count, attacks, chance):
    known = expected(count, attacks)
    wrong = 0
    for semantics, sets in known.items():
        found = derek(program, path, "--semantics", semantics, "--task", "EE")
        found = {frozenset(map(int, line["extension"])) for line in found}
        wrong += found != sets
        if count:
            one = chance.randint(1, count)
            for task, quantor in (("DC", any), ("DS", all)):
                answer = derek(program, path, str(one), "--semantics", semantics, "--task", task)[0]
                wrong += answer["answer"] != quantor(one in of for of in sets)
    (grounded,) = known["grounded"]
    rejected = {b for a, b in attacks if a in grounded}
    for line in derek(program, path):
        one = int(line["argument"])
        label = "in" if one in grounded else "out" if one in rejected else "undecided"
        wrong += line["label"] != label
    return wrong


def framework(chance):
    count = chance.randint(1, 14)
    density = chance.choice([0.05, 0.1, 0.2, 0.4])
    pairs = [(a, b) for a in range(1, count + 1) for b in range(1, count + 1)]
    return count, [pair for pair in pairs if chance.random() < density]


def written(kind, count, attacks):
    if kind == "af":
        return f"p af {count}\n" + "".join(f"{a} {b}\n" for a, b in attacks)
    if kind == "tgf":
        return "".join(f"{one}\n" for one in range(1, count + 1)) + "#\n" + "".join(f"{a} {b}\n" for a, b in attacks)
    return "".join(f"arg({one}).\n" for one in range(1, count + 1)) + "".join(f"att({a},{b}).\n" for a, b in attacks)


def read(path):
    """The arguments of a file by their names, and the attacks between them by number."""
    names, attacks = [], []
    text = Path(path).read_text()
    if text.lstrip().startswith(("p", "#")) and "p af" in text:
        lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return [str(one) for one in range(1, int(lines[0][2]) + 1)], [(int(a), int(b)) for a, b in lines[1:]]
    if "arg(" in text:
        for fact in text.replace("\n", "").split("."):
            head, _, inside = fact.strip().rstrip(")").partition("(")
            if head == "arg":
                names.append(inside.strip())
            elif head == "att":
                attacks.append(tuple(part.strip() for part in inside.split(",")))
    else:
        above, _, below = text.partition("\n#")
        names = [line.split()[0] for line in above.splitlines() if line.strip()]
        attacks = [tuple(line.split()[:2]) for line in below.splitlines() if line.strip()]
    number = {name: at + 1 for at, name in enumerate(names)}
    return names, [(number[a], number[b]) for a, b in attacks]


def main():
    program, runs, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    chance = random.Random(1918)
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            count, attacks = framework(chance)
            kind = ("af", "tgf", "apx")[run % 3]
            path = Path(folder, f"one.{kind}")
            path.write_text(written(kind, count, attacks))
            wrong = compare(program, path, count, attacks, chance)
            if wrong:
                differing += 1
                print("differs:", count, attacks)
        for name in files:
            names, attacks = read(name)
            path = Path(folder, "file.af")
            path.write_text(written("af", len(names), attacks))
            accepted, rejected = least(len(names), attacks)
            wrong = 0
            for line, one in zip(derek(program, name), range(1, len(names) + 1)):
                label = "in" if one in accepted else "out" if one in rejected else "undecided"
                wrong += line["label"] != label or line["argument"] != names[one - 1]
            if len(names) <= 60:
                wrong += compare(program, path, len(names), attacks, chance)
            differing += bool(wrong)
            print(f"{name}: {len(names)} arguments, {len(attacks)} attacks, {'differs' if wrong else 'the same'}")
    print(f"{runs} random frameworks and {len(files)} files: {differing} differ")
    raise SystemExit(bool(differing))


main()
