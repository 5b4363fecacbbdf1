package org.parley.server.shop;

/// Webhooks as shops send them, with the fields that matter and some that do not.
final class Samples {

    private Samples() {}

    /// Prices without tax: goods 238.00 less 5.00, shipping 10.00, tax 23.30.
    static final String SHOPIFY =
            """
            {"id":5940139491234,"admin_graphql_api_id":"gid://shopify/Order/5940139491234",
             "name":"#1001","order_number":1001,"test":false,"email":"Ana@Example.org","phone":null,
             "created_at":"2026-11-10T10:30:00-05:00","processed_at":"2026-11-10T10:30:01-05:00",
             "updated_at":"2026-11-10T10:31:00-05:00","cancelled_at":null,"cancel_reason":null,
             "currency":"USD","presentment_currency":"CAD","financial_status":"paid",
             "taxes_included":false,"subtotal_price":"233.00","total_tax":"23.30",
             "total_discounts":"5.00","total_price":"266.30",
             "total_shipping_price_set":{"shop_money":{"amount":"10.00","currency_code":"USD"}},
             "billing_address":{"phone":"+34612345678","country_code":"ES"},
             "customer":{"id":207119551,"email":"ana@example.org","phone":null},
             "line_items":[
               {"id":1,"sku":"TEA-1","title":"Tea","quantity":2,"price":"19.00","tax_lines":[],
                "discount_allocations":[{"amount":"5.00"}]},
               {"id":2,"sku":null,"variant_id":808950810,"title":"Pot","quantity":1,
                "price":"200.00","tax_lines":[{"price":"20.00","rate":0.1}],
                "discount_allocations":[]}],
             "shipping_lines":[{"price":"10.00","tax_lines":[{"price":"1.00"}]}],
             "refunds":[]}\
            """;

    /// 20.00 and its tax of 2.00 went back, and 5.00 of shipping with 0.50 of tax.
    static final String SHOPIFY_REFUND =
            """
            {"id":929361464,"order_id":5940139491234,"created_at":"2026-11-12T09:00:00-05:00",
             "note":"wrong size","restock":true,
             "refund_line_items":[{"id":1,"line_item_id":1,"quantity":1,"subtotal":20.00,
               "total_tax":2.00,
               "subtotal_set":{"shop_money":{"amount":"20.00","currency_code":"USD"}}}],
             "order_adjustments":[{"id":7,"amount":"-5.00","tax_amount":"-0.50",
               "kind":"shipping_refund"}],
             "transactions":[{"id":9,"kind":"refund","status":"success","amount":"27.50",
               "currency":"USD"}]}\
            """;

    static final String WOOCOMMERCE =
            """
            {"id":727,"parent_id":0,"number":"727","status":"processing","currency":"EUR",
             "prices_include_tax":true,"date_created":"2026-11-10T11:28:02",
             "date_created_gmt":"2026-11-10T10:28:02","date_modified_gmt":"2026-11-12T08:00:00",
             "date_paid_gmt":"2026-11-10T10:28:08","discount_total":"2.00","discount_tax":"0.40",
             "shipping_total":"10.00","shipping_tax":"2.00","total":"60.00","total_tax":"10.00",
             "customer_id":1,
             "billing":{"email":"ana@example.org","phone":"612 345 678","country":"ES"},
             "line_items":[{"id":315,"name":"Tea","product_id":93,"sku":"","quantity":3,
               "subtotal":"42.00","total":"40.00","total_tax":"8.00","price":13.333333}],
             "refunds":[]}\
            """;

    static final String SEGMENT =
            """
            {"version":1,"type":"track","messageId":"ajs-1","userId":"C-17","event":"Order Completed",
             "timestamp":"2026-11-10T10:30:08.276Z","context":{"traits":{"email":"ana@example.org"}},
             "properties":{"checkout_id":"fk","order_id":"50314b8e9bcf000000000000",
               "affiliation":"Web","total":27.50,"subtotal":22.50,"revenue":25.00,"shipping":3,
               "tax":2,"discount":2.5,"coupon":"hasbros","currency":"usd",
               "products":[{"product_id":"507f","sku":"45790-32","name":"Monopoly","price":19,
                 "quantity":1},{"product_id":"505b","price":3.00,"quantity":2}]}}\
            """;

    static final String SEGMENT_REFUND =
            """
            {"type":"track","messageId":"ajs-2","event":"Order Refunded",
             "timestamp":"2026-11-12T10:30:08Z",
             "properties":{"order_id":"50314b8e9bcf000000000000","subtotal":10.00,"currency":"USD"}}\
            """;

    static final String SEGMENT_CANCELLED =
            """
            {"type":"track","messageId":"ajs-3","event":"Order Cancelled",
             "timestamp":"2026-11-13T10:30:08Z",
             "properties":{"order_id":"50314b8e9bcf000000000000","total":30,"currency":"USD"}}\
            """;
}
