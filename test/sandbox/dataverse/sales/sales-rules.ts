/** Everything that makes an environment a Dynamics 365 Sales one, in the order in which it runs on a write. */
import type { SandboxRules } from '../hooks.ts';
import type { PricingSwitches } from '../pricing/organisation-pricing.ts';
import { pricingRules } from '../pricing/pricing-rules.ts';
import { catalogueRules } from './catalogue-rules.ts';
import { customerRules } from './customer-rules.ts';
import { orderRules, type OrderSwitches } from './order-rules.ts';
import { pluginRules, type CustomPlugin } from './plugin-rules.ts';

export interface SalesOptions {
  pricing?: Partial<PricingSwitches>;
  orders?: Partial<OrderSwitches>;
  /** Synchronous plug-ins of the customer's own; none by default. */
  customPlugins?: readonly CustomPlugin[];
}

/** Put security and limits before these. */
export function salesRules({ pricing, orders, customPlugins = [] }: SalesOptions = {}): SandboxRules[] {
  return [
    customerRules(),
    catalogueRules(),
    orderRules(orders),
    pluginRules(customPlugins),
    pricingRules(pricing),
  ];
}
