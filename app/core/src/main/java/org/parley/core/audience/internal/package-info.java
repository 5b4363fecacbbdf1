/// Reads rules and compiles them to ClickHouse queries.
@NullMarked
package org.parley.core.audience.internal;

import org.jspecify.annotations.NullMarked;
