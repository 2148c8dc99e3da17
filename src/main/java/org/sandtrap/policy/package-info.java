/**
 * Decides which system calls a program may make. So far that is one filter for all: {@link
 * org.sandtrap.policy.CallFilter} keeps every process under supervision.
 */
package org.sandtrap.policy;
