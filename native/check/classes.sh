#!/bin/sh
# Compares the classes in signatures.tsv with those of the installed strace, for every call that it knows, in the
# interfaces it knows on x86-64. Nothing is traced: "strace --seccomp-bpf -d" prints the filter it makes of a class, and
# the filter is run over all call numbers here. Not part of the build. Needs strace on x86-64 and python3.
# Usage: native/check/classes.sh
set -eu
cd "$(dirname "$0")/../../src/main/resources/org/sandtrap/syscall"

need() {
  command -v "$1" >/dev/null || {
    echo "classes.sh: $1 was not found; install it with: apt-get install $1" >&2
    exit 1
  }
}

need strace
need python3
exec python3 - <<'END'
import re, subprocess, sys

CLASSES = ('%file %desc %process %network %memory %signal %ipc %creds %clock %stat %lstat %fstat %%stat %statfs '
           '%fstatfs %%statfs %pure').split()
INTERFACES = [('x86-64', 0xC000003E, 0), ('x32', 0xC000003E, 1 << 30), ('i386', 0x40000003, 0)]
# strace needs these for itself and traces them always; they are in the table by what its manual says.
ALWAYS = {'execve', 'execveat', 'socketcall', 'ipc'}


def program(trace):
    """The instructions of the filter for one class: (operation, operand)."""
    command = ['strace', '-f', '--seccomp-bpf', '-d', '-e', 'trace=' + trace, 'true']
    text = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    found = re.findall(r'^strace: (?:STMT|JUMP)\((BPF_\w+)(?:, (.*))?\)$', text, re.M)
    if not found:
        sys.exit('classes.sh: this strace printed no filter for ' + trace + ':\n' + text)
    return found


def traced(instructions, arch, number):
    """What the filter says about a call."""
    a = x = at = 0
    while True:
        operation, operand = instructions[at]
        at += 1
        numbers = [int(n, 0) for n in re.findall(r'\b(?:0x[0-9a-f]+|\d+)\b', operand)]
        if operation == 'BPF_LDWABS':
            a = arch if 'arch' in operand else number
        elif operation == 'BPF_LDWIMM':
            a = numbers[0]
        elif operation == 'BPF_AND':
            a &= numbers[0]
        elif operation == 'BPF_TAX':
            x = a
        elif operation == 'BPF_TXA':
            a = x
        elif operation == 'BPF_LSH':
            a = a << (x if operand == 'X' else numbers[0]) & 0xFFFFFFFF
        elif operation == 'BPF_RSH':
            a >>= x if operand == 'X' else numbers[0]
        elif operation == 'BPF_JA':
            at += numbers[0]
        elif operation == 'BPF_RET':
            return 'TRACE' in operand
        else:
            test = {'BPF_JEQ': a == numbers[2], 'BPF_JGE': a >= numbers[2], 'BPF_JSET': a & numbers[2] != 0}
            at += numbers[0] if test[operation] else numbers[1]


def rows(file):
    with open(file) as lines:
        return [line.rstrip('\n').split('\t') for line in lines if not line.startswith('#')]


ours = {}
for call, interfaces, classes, _ in rows('signatures.tsv'):
    if interfaces == 'all':
        ours[call] = {'%' + c for c in classes.split(',')} - {'%-'}
for call in ours.values():
    call |= {'%%stat'} if call & {'%stat', '%lstat', '%fstat'} else set()
    call |= {'%%statfs'} if call & {'%statfs', '%fstatfs'} else set()
theirs = {}
for trace in CLASSES:
    filter = program(trace)
    for name, arch, bit in INTERFACES:
        for number, call in (row[:2] for row in rows(name + '.tsv')):
            theirs.setdefault(call, {}).setdefault(name, set())
            if traced(filter, arch, int(number) | bit):
                theirs[call][name].add(trace)
wrong = compared = 0
for call in sorted(set(theirs) - ALWAYS):
    for name, classes in theirs[call].items():
        # A call that is newer than this strace is traced in every class, or in none.
        if len(classes) >= 10 or (not classes and int(dict((c, n) for n, c in rows(name + '.tsv'))[call]) > 450):
            continue
        compared += 1
        if classes != ours[call]:
            wrong += 1
            print(call, '(' + name + '): strace says', sorted(classes), 'and signatures.tsv', sorted(ours[call]))
print(compared, 'calls compared,', wrong, 'differ')
sys.exit(wrong > 0)
END
