/// The store of the audit log, and its wiring.
@NullMarked
package org.parley.core.audit.internal;

import org.jspecify.annotations.NullMarked;
