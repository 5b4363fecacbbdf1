/// Wakes campaigns at their time, by Quartz's clustered store.
@NullMarked
package org.parley.server.schedule;

import org.jspecify.annotations.NullMarked;
