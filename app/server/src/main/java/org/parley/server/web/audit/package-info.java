/// What was done, by whom: read by administrators, changed by nobody.
@NullMarked
package org.parley.server.web.audit;

import org.jspecify.annotations.NullMarked;
