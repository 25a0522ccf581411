using FincoreSim.Domain.Clients;
using FincoreSim.Language.Yaml;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.Tests.Host;

/// <summary>What the public documentation prints, and the demo world therefore has.</summary>
public static class Docs
{
    public const string Client = "c2d1d1e3-3340-4170-980e-e9269bbbc551";
    public const string OtherClient = "b000654b-4d12-46e5-b451-662459b6effc";
    public const string Customer = "bb1e8fde-e68e-48e9-a483-d32153c752c2";
    public const string ListedCustomer = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    public const string Central = "24a726ac-180d-48df-82bc-711f2788a46f";
    public const string CentralClabe = "734180000001000004";
    public const string CentralInstrument = "709448c3-7cbf-454d-a87e-feb23801269a";
    public const string External = "d3fdb481-2058-46c8-807d-4eaf866ae1ec";
    public const string ExternalClabe = "012180001183597198";
    public const string Internal = "dd7f8d89-94dd-43ca-871b-720fde378b52";
    public const string InternalClabe = "734185000000000822";
    public const string ListedCustomerClabe = "734185000000000819";
    public const string OtherClabe = "734180000001233635";
    public const string Deposit = "e43171ad-af3b-40e3-913c-24cc386bf5ff";
    public const string ReferenceDeposit = "a1392ef1-75f2-457a-8203-d4fd4b435559";
    public const string BankAdapter = "5b3a1b67-ab59-4cc1-8fc6-1d558b32b237";
    public const string FincoPay = "9d84b03a-28d1-4898-a69c-38824239e2b1";
    public const string FincoPayTwin = "d3435bd9-998d-4e8a-9067-6b71d5fd3ac7";
    public const string Banamex = "3054ff18-32a0-478d-b9fe-b5261f9a6e1f";
    public const string Bbva = "1953a92c-11e5-4315-b406-b89dd6b699b4";
    public const string Secret = "your_client_secret_here";
    public const string OtherSecret = "other_client_secret_here";
    public const string ApiKey = "YOUR_API_KEY_HERE";
    public const string OtherApiKey = "OTHER_API_KEY_HERE";

    /// <summary>A UUID that nothing has.</summary>
    public const string Unknown = "0badc0de-0000-4000-8000-000000000000";

    /// <summary>The instant at which frozen sandboxes of the tests begin: a Monday morning in Mexico.</summary>
    public const string Start = "2026-03-02T09:00:00-06:00";
}

/// <summary>How things look on the wire: patterns for what differs from run to run.</summary>
public static class Formats
{
    public const string Uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    public const string RestDate = @"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}-06:00$";
    public const string IsoDate = @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}-06:00$";
    public const string TrackingKey = "^[0-9]{8}FINCH[A-Z0-9]{10}$";
    public const string Jwt = @"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$";
}
