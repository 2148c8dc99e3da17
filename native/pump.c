/* The pump: one epoll instance tells which of all runs' pipes has something to read. */
#include "tracer.h"
#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

int st_pump_open(void)
{
	int pump = epoll_create1(EPOLL_CLOEXEC);

	return pump < 0 ? -errno : pump;
}

int st_pump_add(int pump, int fd, int id)
{
	struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)id};

	return epoll_ctl(pump, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

int st_pump_remove(int pump, int fd)
{
	return epoll_ctl(pump, EPOLL_CTL_DEL, fd, NULL) < 0 ? -errno : 0;
}

/* Answers the id of one readable pipe, or 0 when the time is over. The kernel takes turns among the readable ones. */
int st_pump_wait(int pump, int timeout_millis)
{
	struct epoll_event event;
	int count = epoll_wait(pump, &event, 1, timeout_millis);

	if (count < 0)
		return errno == EINTR ? 0 : -errno;
	return count == 0 ? 0 : (int)event.data.u32;
}

/* Answers the number of bytes, 0 at the end of the pipe, -EAGAIN when nothing is there now. */
int st_read(int fd, uint8_t *buffer, int capacity)
{
	ssize_t length;

	do
		length = read(fd, buffer, (size_t)capacity);
	while (length < 0 && errno == EINTR);
	return length < 0 ? -errno : (int)length;
}
