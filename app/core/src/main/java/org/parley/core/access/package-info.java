/// Who may use an installation: members with their roles, and keys for programs. May use kernel.
@NullMarked
package org.parley.core.access;

import org.jspecify.annotations.NullMarked;
