/// Tests of the audit log.
@NullMarked
package org.parley.core.audit;

import org.jspecify.annotations.NullMarked;
