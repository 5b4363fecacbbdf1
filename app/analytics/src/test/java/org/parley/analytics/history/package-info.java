/// Random histories of runs, told to both stores, and their figures counted one by one.
@NullMarked
package org.parley.analytics.history;

import org.jspecify.annotations.NullMarked;
