export async function printProfile() {}
