/**
 * Runs in formats for other programs; only reads them. The only user of Jackson, which the user
 * brings. {@link org.sandtrap.report.RunJson} writes JSON.
 */
package org.sandtrap.report;
