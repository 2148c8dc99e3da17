/* The table of a run's living threads. */
#include "run.h"
#include <string.h>

static uint32_t home(pid_t tid)
{
	return ((uint32_t)tid * 2654435761u) % ST_INDEX_SIZE;
}

static uint32_t following(uint32_t slot)
{
	return (slot + 1) % ST_INDEX_SIZE;
}

/* The index slot that holds tid, or the empty one where it would go. */
static uint32_t slot_of(const struct tracees *all, pid_t tid)
{
	uint32_t slot = home(tid);

	while (all->index[slot] != 0 && all->at[all->index[slot] - 1].told.tid != tid)
		slot = following(slot);
	return slot;
}

void tracees_init(struct tracees *all)
{
	all->count = 0;
	memset(all->index, 0, sizeof all->index);
}

struct tracee *tracee_find(struct tracees *all, pid_t tid)
{
	uint16_t place = all->index[slot_of(all, tid)];

	return place == 0 ? NULL : &all->at[place - 1];
}

struct tracee *tracee_add(struct tracees *all, pid_t tid)
{
	uint32_t slot = slot_of(all, tid);

	if (all->index[slot] != 0)
		return &all->at[all->index[slot] - 1];
	if (all->count == ST_TRACEES_MAX)
		return NULL;
	struct tracee *added = &all->at[all->count++];
	all->index[slot] = (uint16_t)all->count;
	*added = (struct tracee){.told.tid = tid};
	return added;
}

/* Is it right for an entry whose home is `at` to stay in `slot`, now that `hole` has become empty? */
static bool reachable(uint32_t at, uint32_t hole, uint32_t slot)
{
	return hole <= slot ? hole < at && at <= slot : hole < at || at <= slot;
}

/* Closes the hole by moving back what would not be found any more: no tombstones. */
static void unlink_slot(struct tracees *all, uint32_t hole)
{
	uint32_t slot = following(hole);

	while (all->index[slot] != 0) {
		if (!reachable(home(all->at[all->index[slot] - 1].told.tid), hole, slot)) {
			all->index[hole] = all->index[slot];
			hole = slot;
		}
		slot = following(slot);
	}
	all->index[hole] = 0;
}

void tracee_remove(struct tracees *all, pid_t tid)
{
	uint32_t slot = slot_of(all, tid);
	uint16_t place = all->index[slot];

	if (place == 0)
		return;
	unlink_slot(all, slot);
	if (place != all->count) {
		const struct tracee *last = &all->at[all->count - 1];
		all->index[slot_of(all, last->told.tid)] = place;
		all->at[place - 1] = *last;
	}
	all->count--;
}

void tracees_remove_process(struct tracees *all, pid_t pid)
{
	for (int32_t i = all->count - 1; i >= 0; i--) /* what fills a gap comes from behind it */
		if (all->at[i].told.pid == pid)
			tracee_remove(all, all->at[i].told.tid);
}
