/** What our own tests share: what a test needs of the host, and the programs it runs. */
package org.sandtrap.testing;
