/// Messenger as its users see it, with utility templates.
@NullMarked
package org.parley.sandbox.messenger;

import org.jspecify.annotations.NullMarked;
