/** What a call leads to that waits for an answer: paths, and addresses of sockets. */
package org.sandtrap.tracer.look;
