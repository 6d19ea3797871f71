using Microsoft.AspNetCore.Builder;
using NovComet.Client;
using NovComet.Testing;

namespace NovComet.Tests.Architecture;

/// <summary>What users can see changes only on purpose: it has to be what the approved text beside this file says.</summary>
[TestClass]
public sealed class PublicSurfaceTests
{
    [TestMethod]
    [DataRow(typeof(IComet))]
    [DataRow(typeof(NovCometEndpointRouteBuilderExtensions))]
    [DataRow(typeof(CometClient))]
    public void PublicSurface_OfAnAssembly_IsWhatWasApproved(Type marker)
    {
        string name = marker.Assembly.GetName().Name!;
        string folder = Path.Combine(TestSettings.RepositoryRoot, "tests", "NovComet.Tests", "Architecture");
        string approved = Path.Combine(folder, $"{name}.approved.txt");
        string received = Path.Combine(folder, $"{name}.received.txt");
        string surface = PublicSurface.Of(marker.Assembly);
        if (File.Exists(approved) && File.ReadAllText(approved) == surface)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, surface);
        Assert.Fail($"The public surface of {name} is not the approved one. Compare, and if it is meant to be so, accept it:\n"
            + $"diff {approved} {received}\nmv {received} {approved}");
    }
}
