/// What people agreed to, with what proves it, and addresses that must not be written to.
@NullMarked
package org.parley.core.consent;

import org.jspecify.annotations.NullMarked;
