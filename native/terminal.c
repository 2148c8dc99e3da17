/*
 * Pseudo-terminals, see pty(7). The JVM keeps the program's end open as long as the run lasts: no hangup is seen when a
 * program closes it and opens /dev/tty later, and st_has_input() can ask it.
 */
#include "tracer.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

enum { TERMINAL_PATH_SIZE = 32 };

/* Without TIOCGPTPEER, which an old filter of system calls may refuse, by the name in the usual place. */
static int open_other_end(int master)
{
	char path[TERMINAL_PATH_SIZE];
	int number, locked = 0;

	if (ioctl(master, TIOCSPTLCK, &locked) < 0)
		return -1;
	int fd = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd >= 0 || ioctl(master, TIOCGPTN, &number) < 0)
		return fd;
	snprintf(path, sizeof path, "/dev/pts/%d", number);
	return open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

int st_terminal(int32_t *ends)
{
	ends[0] = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (ends[0] < 0)
		return -errno;
	ends[1] = open_other_end(ends[0]);
	ends[2] = ends[1] < 0 ? -1 : fcntl(ends[0], F_DUPFD_CLOEXEC, 0);
	if (ends[2] >= 0)
		return 0;
	int error = errno;
	close(ends[0]);
	if (ends[1] >= 0)
		close(ends[1]);
	return -error;
}

int st_resize(int fd, int columns, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};

	return ioctl(fd, TIOCSWINSZ, &size) < 0 ? -errno : 0;
}

int st_write(int fd, const uint8_t *bytes, int size)
{
	ssize_t length;

	do
		length = write(fd, bytes, (size_t)size);
	while (length < 0 && errno == EINTR);
	return length < 0 ? -errno : (int)length;
}

/* The kernel hands over in the background what was typed; to poll waits for that. */
int st_has_input(int fd)
{
	struct pollfd asked = {.fd = fd, .events = POLLIN};

	return poll(&asked, 1, 0) > 0 && (asked.revents & POLLIN) != 0;
}

int st_end_character(int fd)
{
	struct termios settings;

	return tcgetattr(fd, &settings) < 0 ? -errno : settings.c_cc[VEOF];
}

int st_by_lines(int fd)
{
	struct termios settings;

	return tcgetattr(fd, &settings) < 0 ? -errno : (settings.c_lflag & ICANON) != 0;
}
