copy import_order_row (import_id, line, store, order_id, bad, kind, refund_of, customer_ref, email, phone, placed_at, currency,
  digits, country, country_name, sku, description, quantity, unit_price, codes) from stdin
