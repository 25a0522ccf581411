using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Worlds.Seeding;

/// <summary>One client with a centralizing account and no money.</summary>
internal static class EmptyTemplate
{
    public static void Fill(World world)
    {
        var client = world.Do(new AddClient("Client"));
        world.Do(new OpenAccount(client.Id, null, AccountType.CentralizingAccount, Money.Zero));
    }
}
