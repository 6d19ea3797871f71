using System.CommandLine;
using NovComet.Web.Doctor;

namespace NovComet.Web.Commands;

/// <summary><c>doctor</c>: examines what the gateway stands on, and says what to do where it is not fine.</summary>
internal static class DoctorCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("doctor", "Examines settings, channel directory, file system, watches and descriptors; says what is fine, what is not, and what to do.");
        command.SetAction((_, _) => Failure.ReportAsync(() => Task.FromResult(Run(settings))));
        return command;
    }

    private static int Run(string[] settings)
    {
        using IHost host = CommandHost.Build(settings);
        bool isWell = true;
        foreach (Finding finding in Examination.Run(host.Services))
        {
            Console.WriteLine($"{Mark(finding.Verdict)} {finding.Subject}: {finding.Fact}");
            if (finding.Advice is { } advice) Console.WriteLine($"       {advice}");
            isWell &= finding.Verdict != Verdict.Bad;
        }

        return isWell ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Fine => "[ ok ]",
        Verdict.Doubtful => "[warn]",
        _ => "[fail]",
    };
}
