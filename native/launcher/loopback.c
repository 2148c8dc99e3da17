/* A new network namespace has a loopback interface that is down. */
#include "launcher.h"
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int raise_loopback(struct setup *setup)
{
	struct ifreq request;
	long fd, result;

	if (!isolation_of(setup)->loopback)
		return 0;
	fd = raw(SYS_socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0);
	if (fd < 0)
		return failed(setup, ST_STEP_LOOPBACK, fd, 0);
	for (unsigned i = 0; i < sizeof request.ifr_name; i++)
		request.ifr_name[i] = i < 2 ? "lo"[i] : 0;
	request.ifr_flags = IFF_UP | IFF_RUNNING;
	result = raw(SYS_ioctl, fd, SIOCSIFFLAGS, (long)&request, 0);
	raw(SYS_close, fd, 0, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_LOOPBACK, result, 0) : 0;
}
