/// Accounting months over HTTP.
@NullMarked
package org.parley.server.web.periods;

import org.jspecify.annotations.NullMarked;
