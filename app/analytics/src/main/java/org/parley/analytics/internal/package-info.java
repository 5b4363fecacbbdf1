/// Report queries as files, and the wiring of this module.
@NullMarked
package org.parley.analytics.internal;

import org.jspecify.annotations.NullMarked;
