/// The list of addresses that must not be written to.
@NullMarked
package org.parley.server.web.suppressions;

import org.jspecify.annotations.NullMarked;
