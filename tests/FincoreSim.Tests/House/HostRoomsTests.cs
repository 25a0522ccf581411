using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using FincoreSim.Hosting;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Tests.House;

/// <summary>
/// The rooms of the host know each other one way, and the language of scenario files knows no host. What is asked are the
/// compiled bodies, not only signatures, so that a single call in the wrong direction is found.
/// </summary>
public sealed class HostRoomsTests
{
    private const string Root = "FincoreSim.";

    private static readonly Architecture Host =
        new ArchLoader().LoadAssemblies(typeof(Simulator).Assembly, typeof(Problem).Assembly).Build();

    /// <summary>
    /// The rooms, from the ground up: each knows those before it only, so that no circle is possible. The language is an assembly
    /// of its own.
    /// </summary>
    private static readonly string[] Floors =
    [
        "Ground", "Language", "Disk", "Output", "Outbound", "Json", "Worlds", "Lives", "Serving", "Api", "Fidelity", "Control",
        "Runs", "OpenApi",
            "Pages", "Hosting", "Cli",
        ];

    [Test]
    public void Every_room_has_its_floor() =>
        Assert.That(Host.Types.Select(RoomOf).OfType<string>().Distinct(), Is.EquivalentTo(Floors));

    [Test]
    public void A_room_knows_only_rooms_below_it()
    {
        var bent =
            from type in Host.Types
            let room = RoomOf(type)
            where room is not null
            from dependency in type.Dependencies
            let known = RoomOf(dependency.Target)
            where dependency.Target is not GenericParameter && known is not null && known != room
                && Array.IndexOf(Floors, known) >= Array.IndexOf(Floors, room)
            select $"{type.FullName} -> {dependency.Target.FullName}";

        Assert.That(bent.Distinct(), Is.Empty);
    }

    [Test]
    public void The_language_knows_the_domain_and_YAML_and_no_host() => Assert.That(
        typeof(Problem).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal)),
        Is.EquivalentTo(["FincoreSim.Domain", "YamlDotNet"]));

    /// <summary>The room of a type of ours; null for those of others, of the domain, and of the sample integrator.</summary>
    private static string? RoomOf(IType type)
    {
        var name = type.Namespace?.FullName;
        return name?.StartsWith(Root, StringComparison.Ordinal) == true && name[Root.Length..].Split('.')[0] is var room
            && room is not ("Domain" or "SampleIntegrator")
            ? room
            : null;
    }
}
