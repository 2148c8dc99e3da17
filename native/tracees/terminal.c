/* What a program does with a terminal: terminal facts | password [milliseconds before] | sizes COUNT | later | raw COUNT. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static void print_size(void)
{
	struct winsize size;

	ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	printf("%dx%d\n", size.ws_col, size.ws_row);
	fflush(stdout);
}

static int facts(void)
{
	printf("terminals %d%d%d\n", isatty(0), isatty(1), isatty(2));
	printf("foreground %d, session %d\n", tcgetpgrp(0) == getpgrp(), tcgetsid(0) == getsid(0));
	printf("others %d\n", fcntl(3, F_GETFD) >= 0 || fcntl(4, F_GETFD) >= 0);
	print_size();
	return 0;
}

static void rest(long millis)
{
	struct timespec pause = {.tv_sec = millis / 1000, .tv_nsec = millis % 1000 * 1000000};

	nanosleep(&pause, NULL);
}

/* Throws away what was typed before, as getpass(3) does, after a while. */
static int password(const char *millis)
{
	rest(atol(millis));
	printf("got '%s'\n", getpass("Password: "));
	return 0;
}

static int sizes(const char *count)
{
	sigset_t resized;
	int number;

	sigemptyset(&resized);
	sigaddset(&resized, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resized, NULL);
	print_size();
	for (int i = atoi(count); i > 0 && sigwait(&resized, &number) == 0; i--)
		print_size();
	return 0;
}

/* Has no descriptor of the terminal for a while, and then one again. */
static int later(void)
{
	printf("before\n");
	fflush(stdout);
	for (int fd = 0; fd < 3; fd++)
		close(fd);
	rest(50);
	int terminal = open("/dev/tty", O_RDWR);
	dprintf(terminal, "after\n");
	return terminal == 0 ? 0 : 1;
}

static int raw_bytes(const char *count)
{
	struct termios settings;
	char key;

	tcgetattr(0, &settings);
	cfmakeraw(&settings);
	tcsetattr(0, TCSANOW, &settings);
	for (int i = atoi(count); i > 0 && read(0, &key, 1) == 1; i--)
		printf("%02x ", (unsigned char)key);
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "", *more = argc > 2 ? argv[2] : "0";

	if (strcmp(what, "facts") == 0)
		return facts();
	if (strcmp(what, "password") == 0)
		return password(more);
	if (strcmp(what, "sizes") == 0)
		return sizes(more);
	if (strcmp(what, "later") == 0)
		return later();
	if (strcmp(what, "raw") == 0)
		return raw_bytes(more);
	return 2;
}
