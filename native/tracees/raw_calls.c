/* Makes system calls and prints what each returns, a negative errno if it failed.
 * Usage: raw_calls NUMBER [ARGUMENT...] [+ NUMBER [ARGUMENT...]]...
 *   ARGUMENT: a number; @ for the last result; =TEXT for its address; %HEX for the address of these bytes;
 *   #WORD,WORD... for the address of these words, each a number, @, =TEXT or %HEX.
 * Report: OK, or FORBIDDEN where a rule denies one of the calls. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 6, WORDS = 64 };

static long last;

static long hex(const char *text) {
  size_t length = strlen(text) / 2;
  unsigned char *bytes = calloc(length + 1, 1);
  unsigned value;

  for (size_t i = 0; i < length; i++) {
    if (sscanf(text + 2 * i, "%2x", &value) != 1)
      exit(2);
    bytes[i] = (unsigned char)value;
  }
  return (long)bytes;
}

static long words(char *text);

static long value(char *text) {
  switch (text[0]) {
  case '@':
    return last;
  case '=':
    return (long)(text + 1);
  case '%':
    return hex(text + 1);
  case '#':
    return words(text + 1);
  default:
    return (long)strtoull(text, NULL, 0);
  }
}

static long words(char *text) {
  long *all = calloc(WORDS, sizeof *all);
  int count = 0;

  for (char *word = strtok(text, ","); word != NULL && count < WORDS; word = strtok(NULL, ","))
    all[count++] = value(word);
  return (long)all;
}

int main(int argc, char **argv) {
  for (int at = 1; at < argc;) {
    long number = strtol(argv[at++], NULL, 0), arguments[MOST] = {0};
    for (int i = 0; at < argc && strcmp(argv[at], "+") != 0; at++, i++)
      arguments[i % MOST] = value(argv[at]);
    at++;
    last = syscall(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    if (last < 0)
      last = -errno;
    printf("%ld\n", last);
    fflush(stdout);
  }
  return 0;
}
