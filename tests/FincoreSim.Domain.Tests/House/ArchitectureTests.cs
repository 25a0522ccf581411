using System.Reflection;

namespace FincoreSim.Domain.Tests.House;

public sealed class ArchitectureTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Domain = typeof(World).Assembly;

    private static readonly string[] Foreign =
        ["Microsoft.", "System.Net", "System.Text.Json", "System.Data", "System.Reflection.Emit", "System.IO.",
            "YamlDotNet", "Bogus"];

    [Test]
    public void The_domain_references_the_base_class_library_only()
    {
        var references = Domain.GetReferencedAssemblies().Select(reference => reference.Name!).ToArray();

        Assert.That(references, Is.All.Matches<string>(name => name.StartsWith("System", StringComparison.Ordinal)));
        Assert.That(
            references.Where(name => Foreign.Any(foreign => name.StartsWith(foreign, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Nothing_in_the_domain_is_asynchronous() =>
        Assert.That(
            Signatures().Where(signature => Mentions(signature.Type, IsAsynchronous)).Select(signature => signature.Member),
            Is.Empty);

    [Test]
    public void The_domain_keeps_no_state_outside_of_a_world()
    {
        var mutable = Domain.GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(Everything))
            .Where(field => field is { IsStatic: true, IsInitOnly: false, IsLiteral: false }
                && !field.Name.StartsWith("<>", StringComparison.Ordinal));

        Assert.That(mutable.Select(field => $"{field.DeclaringType}.{field.Name}"), Is.Empty);
    }

    [Test]
    public void Facts_commands_and_notices_are_sealed_or_abstract()
    {
        Type[] families = [typeof(Command), typeof(Fact), typeof(Notice), typeof(InstrumentDetail)];

        Assert.That(
            Domain.GetTypes().Where(type => families.Any(type.IsAssignableTo) && type is { IsSealed: false, IsAbstract: false }),
            Is.Empty);
    }

    private static bool IsAsynchronous(Type type) =>
        type.Namespace == "System.Threading.Tasks" || type.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal);

    private static bool Mentions(Type type, Func<Type, bool> what) =>
        what(type)
        || (type.HasElementType && Mentions(type.GetElementType()!, what))
        || type.GenericTypeArguments.Any(argument => Mentions(argument, what));

    private static IEnumerable<(Type Owner, string Member, Type Type)> Signatures()
    {
        foreach (var type in Domain.GetTypes())
        {
            foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            {
                var returned = method is MethodInfo { ReturnType: var returnType } ? returnType : typeof(void);
                foreach (var mentioned in method.GetParameters().Select(parameter => parameter.ParameterType).Append(returned))
                {
                    yield return (type, $"{type}.{method.Name}", mentioned);
                }
            }

            foreach (var field in type.GetFields(Everything))
            {
                yield return (type, $"{type}.{field.Name}", field.FieldType);
            }
        }
    }
}
