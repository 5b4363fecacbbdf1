/// The table of sender accounts.
@NullMarked
package org.parley.core.account.internal;

import org.jspecify.annotations.NullMarked;
