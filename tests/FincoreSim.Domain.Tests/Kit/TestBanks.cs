namespace FincoreSim.Domain.Tests.Kit;

/// <summary>A handful of banks, as the recorded catalogue has them.</summary>
internal static class TestBanks
{
    public static BankId Banamex { get; } = new(Guid.Parse("3054ff18-32a0-478d-b9fe-b5261f9a6e1f"));

    public static BankId Bbva { get; } = new(Guid.Parse("1953a92c-11e5-4315-b406-b89dd6b699b4"));

    public static BankId Unknown { get; } = new(Guid.Parse("00000000-0000-4000-8000-0000000000bb"));

    public static BankCatalogue Catalogue { get; } = new(
    [
        new Bank(BankCatalogue.FincoPay, "FINCO_PAY", "734", "734", "90734"),
        new Bank(BankCatalogue.FincoPayTwin, "GEM-FINCO_PAY", "", "977", "97734"),
        new Bank(Banamex, "BANAMEX", "243", "002", "40002"),
        new Bank(Bbva, "BBVA", "246", "012", "40012"),
    ]);
}
