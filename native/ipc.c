/* Objects of System V that a program has left. */
#include "run.h"
#include <errno.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

int st_ipc_remove(int kind, int id)
{
	int result = -1;

	errno = EINVAL;
	if (kind == ST_IPC_MEMORY)
		result = shmctl(id, IPC_RMID, NULL);
	else if (kind == ST_IPC_MESSAGES)
		result = msgctl(id, IPC_RMID, NULL);
	else if (kind == ST_IPC_SEMAPHORES)
		result = semctl(id, 0, IPC_RMID);
	return result < 0 ? -errno : 0;
}

int st_ipc_user(int id, int semaphore)
{
	int pid = semctl(id, semaphore, GETPID);

	return pid < 0 ? -errno : pid;
}
