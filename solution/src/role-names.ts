/** Names of the roles as people see them, apart from their privileges: what may be asked of whom is said in these. */
export const roleNames = {
  relay: 'Marketplace Relay',
  preparer: 'Marketplace Preparer',
  approver: 'Marketplace Approver',
  controller: 'Marketplace Controller',
  operations: 'Marketplace Operations',
  sales: 'Marketplace Sales',
  admin: 'Marketplace Admin',
} as const;

export type RoleName = (typeof roleNames)[keyof typeof roleNames];

/** Ids of the roles in the root business unit, the same in every environment; UUIDv5 of the name, which a test holds. */
export const roleIds: Readonly<Record<RoleName, string>> = {
  'Marketplace Relay': '432d255d-3f61-5aa0-8d17-e97e5a0c9a84',
  'Marketplace Preparer': '11feb394-dd11-5813-aa25-d772b2736592',
  'Marketplace Approver': 'd70dff19-b220-58d6-8792-9c3c58464bad',
  'Marketplace Controller': '332f7a2e-7a87-5467-b6b7-0b66d6d8f2f8',
  'Marketplace Operations': 'fd6d6305-b485-5a99-bbce-713110c729f1',
  'Marketplace Sales': '7fa6cf82-b9c4-5f4b-9f8f-4e545e1c8349',
  'Marketplace Admin': '89e4e957-eccb-5d84-9703-8cbd50457112',
};
