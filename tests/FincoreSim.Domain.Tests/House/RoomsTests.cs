using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace FincoreSim.Domain.Tests.House;

/// <summary>
/// The rooms of the domain know each other one way. What is asked are the compiled bodies, not only signatures, so that a
/// single call in the wrong direction is found.
/// </summary>
public sealed class RoomsTests
{
    private const string Root = "FincoreSim.Domain.";

    private static readonly Architecture Domain = new ArchLoader().LoadAssemblies(typeof(World).Assembly).Build();

    /// <summary>The rooms, from the ground up: each knows rooms of earlier lines only.</summary>
    private static readonly string[][] Floors =
    [
        ["Collections"],
        ["Primitives", "Time", "Identity"],
        ["Kernel"],
        ["Ledger", "Clients", "Banks", "Rules"],
        ["Instruments", "Webhooks"],
        ["Accounts"],
        ["Transactions"],
        ["Reports", "Idempotency"],
        ["Worlds"],
    ];

    [Test]
    public void No_circle_leads_from_a_room_back_to_it() => Assert.That(
        SliceRuleDefinition.Slices().Matching(Root + "(*)").Should().BeFreeOfCycles().Evaluate(Domain)
            .Where(result => !result.Passed).Select(result => result.Description),
        Is.Empty);

    [Test]
    public void Every_room_has_its_floor() => Assert.That(
        Domain.Types.Select(RoomOf).OfType<string>().Distinct(), Is.EquivalentTo(Floors.SelectMany(floor => floor)));

    [Test]
    public void A_room_knows_only_rooms_below_it()
    {
        var floors = Floors.SelectMany((rooms, floor) => rooms.Select(room => (room, floor)))
            .ToDictionary(pair => pair.room, pair => pair.floor);
        var bent =
            from type in Domain.Types
            let room = RoomOf(type)
            where room is not null
            from dependency in type.Dependencies
            let known = RoomOf(dependency.Target)
            where known is not null && known != room && floors[known] >= floors[room]
            select $"{type.FullName} -> {dependency.Target.FullName}";

        Assert.That(bent.Distinct(), Is.Empty);
    }

    private static string? RoomOf(IType type) => type.Namespace?.FullName.StartsWith(Root, StringComparison.Ordinal) == true
        ? type.Namespace.FullName[Root.Length..].Split('.')[0]
        : null;
}
