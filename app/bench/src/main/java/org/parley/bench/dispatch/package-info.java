/// How fast campaigns are sent, ledger and events included.
@NullMarked
package org.parley.bench.dispatch;

import org.jspecify.annotations.NullMarked;
