namespace NovComet.Web.Doctor;

/// <summary>How a finding is judged.</summary>
internal enum Verdict
{
    Fine,

    /// <summary>It works, but not as well or as safely as it could.</summary>
    Doubtful,

    /// <summary>The gateway does not work like this.</summary>
    Bad,
}
