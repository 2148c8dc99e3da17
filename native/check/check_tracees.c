/* The table of tracees against a plain list: random additions and removals, up to the bound. */
#include "../run.h"
#include "check.h"
#include <stdio.h>
#include <stdlib.h>

enum { TIDS = 70000, ROUNDS = 400000 };

static struct tracees all;
static bool there[TIDS + 1];

static void agrees(pid_t tid)
{
	const struct tracee *found = tracee_find(&all, tid);

	CHECK((found != NULL) == there[tid]);
	CHECK(found == NULL || found->told.tid == tid);
}

static void random_walk(int tids)
{
	int expected = 0;

	tracees_init(&all);
	for (int tid = 1; tid <= TIDS; tid++)
		there[tid] = false;
	for (int round = 0; round < ROUNDS; round++) {
		pid_t tid = 1 + rand() % tids;
		if (there[tid])
			tracee_remove(&all, tid);
		else
			CHECK(tracee_add(&all, tid) != NULL);
		expected += there[tid] ? -1 : 1;
		there[tid] = !there[tid];
		CHECK(all.count == expected);
		agrees(tid);
		agrees(1 + rand() % tids);
	}
	for (int tid = 1; tid <= tids; tid++)
		agrees(tid);
}

static void full_table_says_so(void)
{
	tracees_init(&all);
	for (int i = 1; i <= ST_TRACEES_MAX; i++)
		CHECK(tracee_add(&all, i) != NULL);
	CHECK(tracee_add(&all, ST_TRACEES_MAX + 1) == NULL);
	CHECK(tracee_add(&all, ST_TRACEES_MAX) == tracee_find(&all, ST_TRACEES_MAX));
	tracee_remove(&all, 1);
	CHECK(tracee_find(&all, ST_TRACEES_MAX) != NULL);
	CHECK(tracee_add(&all, ST_TRACEES_MAX + 1) != NULL);
	tracee_remove(&all, 4711);
	tracee_remove(&all, 4711);
	CHECK(all.count == ST_TRACEES_MAX - 1);
}

/* Every second thread belongs to the process that goes. */
static void process_goes_with_its_threads(void)
{
	tracees_init(&all);
	for (int i = 1; i <= ST_TRACEES_MAX; i++)
		tracee_add(&all, i)->told.pid = 1 + i % 2;
	tracees_remove_process(&all, 2);
	CHECK(all.count == ST_TRACEES_MAX / 2);
	for (int i = 1; i <= ST_TRACEES_MAX; i++)
		CHECK((tracee_find(&all, i) != NULL) == (i % 2 == 0));
}

int main(void)
{
	srand(20261124);
	random_walk(50);
	random_walk(ST_TRACEES_MAX * 7 / 4); /* half of them alive: the table nearly full */
	full_table_says_so();
	process_goes_with_its_threads();
	return 0;
}
